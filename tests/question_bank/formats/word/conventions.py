"""Word files of every convention that teachers use, and of its traps; with each, what is to be read: (kind, key, state) per question."""

from __future__ import annotations

from tests.support.questions import PNG
from tests.support.word_files import as_word_splits, level, listed, lists, maths, mathtype, p, picture, question, r, t, table, word_file

Expected = tuple[str, str, str]
SINGLE, TRUTHS, SHORT, ESSAY, NUMBER = "single_choice", "true_false_group", "short_answer", "essay", "numerical"


def one(key: str, state: str = "kept", kind: str = SINGLE) -> list[Expected]:
    return [(kind, key, state)]


def four(*texts: str) -> list[str]:
    return [p(f"{letter}. {text}") for letter, text in zip("ABCD", texts or ("một", "hai", "ba", "bốn"), strict=False)]


RED, HIGHLIGHT, SHADED = (
    '<w:color w:val="FF0000"/>',
    '<w:highlight w:val="yellow"/>',
    '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>',
)
TWO_BY_TWO = table(("A. một", p(r("B", "u"), r(". hai"))), ("C. ba", "D. bốn"))
HALF = maths(f"<m:f><m:num>{t('1')}</m:num><m:den>{t('2')}</m:den></m:f>")
NUMBERED = lists(level(0, "decimal", "Câu %1."), level(1, "upperLetter", "%2."))
LIBRE_LISTS = lists(
    level(0, "decimal", "%1.", "space"),
    nums='<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
)
STATEMENTS = [p(f"{letter}) Ý {letter}.") for letter in "abcd"]
PART_TWO = p(r("PHẦN II. Câu trắc nghiệm đúng sai.", "b"))
PART_THREE = p(r("PHẦN III. Câu trắc nghiệm trả lời ngắn.", "b"))

FILES: dict[str, tuple[bytes, list[Expected]]] = {
    "underlined letters": (word_file(*question(1, "C"), *question(2, "D")), [*one("C"), *one("D")]),
    "runs split by Word in the middle of words": (
        word_file(p(as_word_splits("Câu 1. Số nào chẵn?", "b")), p(as_word_splits("A. 1")), p(r("B", "u"), as_word_splits(". 2")), p(as_word_splits("C. 3"))),
        one("B"),
    ),
    "four options in one line by tabs": (
        word_file(p("Câu 1: Số nào chẵn?"), p("A. 1\t", r("B", "u"), ". 2\tC. 3\tD. 5")),
        one("B"),
    ),
    "two lines of two options by tabs": (word_file(p("Câu 1. Hỏi?"), p("A. 1\t\tB. 2"), p(r("C", "u"), ". 3\t\tD. 5")), one("C")),
    "options by wide spaces and by single ones": (
        word_file(p("Câu 1. Hỏi?"), p("A. 1    ", r("B", "u"), ". 2    C. 3"), p("Câu 2. Hỏi?"), p(r("A", "u"), ". 1 B. 2 C. 3 D. 4")),
        [*one("B"), *one("A")],
    ),
    "soft line breaks between options": (word_file(p("Câu 1. Hỏi?\nA. 1\n", r("B", "u"), ". 2\nC. 3")), one("B")),
    "borderless table of two rows": (word_file(p("Câu 1. Hỏi?"), TWO_BY_TWO), one("B")),
    "borderless table of one row": (word_file(p("Câu 1. Hỏi?"), table(("A. 1", "B. 2", p(r("C", "u"), ". 3"), "D. 4"))), one("C")),
    "letters and texts in cells of their own": (word_file(p("Câu 1. Hỏi?"), table(("A.", "một", p(r("B", "u"), "."), "hai"))), one("B")),
    "a column of a table before the other": (word_file(p("Câu 1. Hỏi?"), table(("A. 1", "C. 3"), (p(r("B", "u"), ". 2"), "D. 4"))), one("B")),
    "automatic numbers of Word": (
        word_file(
            listed(1, 0, "Hỏi một?"), listed(1, 1, "1"), p(r("2", "u"), properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:rPr><w:u w:val="single"/></w:rPr>'),
            listed(1, 0, "Hỏi hai?"), listed(1, 1, "1"), listed(1, 1, "2"), p("Đáp án: A"), numbering=NUMBERED,
        ),
        [*one("B"), *one("A")],
    ),
    "automatic numbers of LibreOffice": (
        word_file(
            listed(1, 0, "Hỏi một?"), listed(2, 0, "1"), listed(2, 0, r("2", RED)), listed(1, 0, "Hỏi hai?"), listed(3, 0, "1"), listed(3, 0, r("2", RED)),
            numbering=LIBRE_LISTS,
        ),
        [*one("B"), *one("B")],
    ),
    "lists through a paragraph style": (
        word_file(
            p("Hỏi?", properties='<w:pStyle w:val="Cau"/>'), *four(), p("ĐA: D"), numbering=NUMBERED,
            styles='<w:style w:type="paragraph" w:styleId="Cau"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
        ),
        one("D"),
    ),
    "bold": (word_file(p("Câu 1. Hỏi?"), p("A. 1"), p(r("B. 2", "b")), p("C. 3")), one("B")),
    "every letter bold and one option bold, too": (
        word_file(p("Câu 1. Hỏi?"), p(r("A", "b"), ". 1"), p(r("B. 2", "bu")), p(r("C", "b"), ". 3")),
        one("B"),
    ),
    "red": (word_file(p("Câu 1. Hỏi?"), p("A. 1"), p(r("B. 2", RED)), p("C. 3")), one("B")),
    "red on the letter": (word_file(p("Câu 1. Hỏi?"), p("A. 1"), p("B. 2"), p(r("C", RED), ". 3")), one("C")),
    "highlighted": (word_file(p("Câu 1. Hỏi?"), p(r("A. 1", HIGHLIGHT)), p("B. 2"), p("C. 3")), one("A")),
    "shaded": (word_file(p("Câu 1. Hỏi?"), p("A. 1"), p(r("B. 2", SHADED)), p("C. 3")), one("B")),
    "bold through a character style": (
        word_file(
            p("Câu 1. Hỏi?"), p("A. 1"), p(r("B. 2", '<w:rStyle w:val="Dung"/>')),
            styles='<w:style w:type="character" w:styleId="Nen"><w:rPr><w:b/></w:rPr></w:style>'
            '<w:style w:type="character" w:styleId="Dung"><w:basedOn w:val="Nen"/></w:style>',
        ),
        one("B"),
    ),
    "a star": (word_file(p("Câu 1. Hỏi?"), p("A. 1"), p("*B. 2"), p("C. 3")), one("B")),
    "lines of answers": (
        word_file(
            p("Câu 1. Hỏi?"), *four(), p("Đáp án: B"), p("Câu 2. Hỏi?"), *four(), p("ĐA: C"), p("Câu 3. Hỏi?"), *four(), p("Chọn D"),
            p("Question 4. Ask?"), *four(), p("Lời giải"), p("Ta có điều phải tìm. Chọn A."),
        ),
        [*one("B"), *one("C"), *one("D"), *one("A")],
    ),
    "key in a table of two rows": (
        word_file(*question(1, ""), *question(2, ""), p("HẾT"), p("BẢNG ĐÁP ÁN"), table(("Câu", "1", "2"), ("Đáp án", "B", "D"))),
        [*one("B"), *one("D")],
    ),
    "key in a line": (word_file(*question(1, ""), *question(2, ""), *question(3, ""), p("Đáp án: 1A 2B 3-D")), [*one("A"), *one("B"), *one("D")]),
    "key below the end": (
        word_file(*question(1, ""), *question(2, ""), p("------ HẾT ------"), p("ĐÁP ÁN"), p("1.C"), p("Câu 2: D")),
        [*one("C"), *one("D")],
    ),
    "solutions at the end of the file": (
        word_file(
            *question(1, ""), *question(2, ""), p("HƯỚNG DẪN GIẢI CHI TIẾT"), p("Câu 1. Chọn B"), p("Vì 1 + 1 = 2."), p("Câu 2: Đáp án: C"), p("1. Bước một"),
        ),
        [*one("B"), *one("C")],
    ),
    "parts with numbers that begin again": (
        word_file(
            p("PHẦN I. Câu trắc nghiệm nhiều phương án lựa chọn."), p("Thí sinh trả lời từ câu 1 đến câu 1."), *question(1, "B"),
            PART_TWO, p("Câu 1. Cho hàm số."), *(p(r(x, "u" if x in "ac" else ""), f") Ý {x}.") for x in "abcd"),
            PART_THREE, p("Câu 1. Tính 1 + 1,5."), p("Đáp án: 2,5"), p("PHẦN IV. TỰ LUẬN"), p("Bài 1. (1,0 điểm) Chứng minh."), p("a) Ý một."), p("Lời giải: Hiển nhiên."),
        ),
        [*one("B"), (TRUTHS, "ĐSĐS", "kept"), (SHORT, "2,5", "kept"), (ESSAY, "", "kept")],
    ),
    "truths in a line": (
        word_file(PART_TWO, p("Câu 1. Cho."), *STATEMENTS, p("Đáp án: a) Đ b) S c) Đ d) Đ"), p("Câu 2. Cho."), *STATEMENTS, p("Đáp án: ĐSSĐ")),
        [(TRUTHS, "ĐSĐĐ", "kept"), (TRUTHS, "ĐSSĐ", "kept")],
    ),
    "truths behind statements": (
        word_file(
            p("Câu 1. Cho."), *(p(f"{x}) Ý {x} [{'ĐÚNG' if x == 'b' else 'SAI'}]") for x in "abcd"),
            p("Câu 2. Cho mặt cầu (S)."), *(p(f"{x}) Ý {x} ({'Đ' if x == 'b' else 'S'})") for x in "abcd"),
            p("Câu 3. Cho."), *(p(f"{x}) Ý {x} – {'Đúng' if x == 'd' else 'Sai'}") for x in "abcd"),
        ),
        [(TRUTHS, "SĐSS", "kept"), (TRUTHS, "SĐSS", "kept"), (TRUTHS, "SSSĐ", "kept")],
    ),
    "truths crossed in a table": (
        word_file(p("Câu 1. Cho."), table(("Mệnh đề", "Đúng", "Sai"), ("a) Ý a", "x", ""), ("b) Ý b", "", "x"), ("c) Ý c", "", "x"), ("d) Ý d", "X", ""))),
        [(TRUTHS, "ĐSSĐ", "kept")],
    ),
    "starred statements": (word_file(PART_TWO, p("Câu 1. Cho."), p("*a) Một"), p("b) Hai"), p("*c) Ba"), p("d) Bốn")), [(TRUTHS, "ĐSĐS", "kept")]),
    "short answers": (
        word_file(
            PART_THREE, p("Câu 1. Tính."), p("Đáp án: -1,5"), p("Câu 2. Tính."), p("Đáp số: ", maths(t("2,5"))), p("Câu 3. Tính. <Key=70>"),
            p("Câu 4. Bao nhiêu?"), p("Đáp án: 12345,6"), p("Câu 5. Ai?"), p("Đáp án: Hồ Quý Ly"), p("Câu 6. Tính."), p("Trả lời: ........"), p("Đáp án: 7"),
        ),
        [(SHORT, "-1,5", "kept"), (SHORT, "2,5", "kept"), (SHORT, "70", "kept"), (NUMBER, "12345,6", "changed"), (SHORT, "Hồ Quý Ly", "kept"), (SHORT, "7", "kept")],
    ),
    "key of three parts": (
        word_file(
            p("PHẦN I. Câu trắc nghiệm nhiều phương án lựa chọn."), *question(1, ""), PART_TWO, p("Câu 1. Cho."), *STATEMENTS, PART_THREE, p("Câu 1. Tính."),
            p("HẾT"), p("BẢNG ĐÁP ÁN"), p("PHẦN I"), table(("Câu", "1"), ("Đáp án", "C")), p("PHẦN II"), p("Câu 1: ĐSĐS"), p("PHẦN III"), p("Câu 1: 100"),
        ),
        [*one("C"), (TRUTHS, "ĐSĐS", "kept"), (SHORT, "100", "kept")],
    ),
    "levels, codes and points": (
        word_file(p("Câu 1 (NB): Hỏi?"), *four(), p("ĐA: A"), p("Câu 2 [TH]. [SI10.02.2.D05.a] Hỏi?"), *four(), p("ĐA: A"), p("Câu 3. (Vận dụng) (0,25 điểm) Hỏi?"), *four(), p("ĐA: A")),
        [*one("A"), *one("A"), *one("A")],
    ),
    "bare numbers": (word_file(p("1. Hỏi?"), *four(), p("ĐA: A"), p("2) Hỏi?"), *four(), p("ĐA: B")), [*one("A"), *one("B")]),
    "a list of numbers inside a question": (
        word_file(p("Câu 1. Xét các ý:"), p("1. Ý một."), p("2. Ý hai."), p("a) Ý a."), p("Số ý đúng là"), *four("1", "2", "3", "4"), p("ĐA: A")),
        one("A"),
    ),
    "options of formulas alone": (
        word_file(p("Câu 1. Hỏi?"), p("A. ", HALF), p("B. ", maths(t("x"))), p(r("C", "u"), ". ", maths(t("y")))),
        one("C"),
    ),
    "options of pictures alone": (
        word_file(
            p("Câu 1. Hình nào?"), table((p(picture("h1")), p(picture("h2"))), ("A.", p(r("B", "u"), "."))),
            pictures={"h1.png": PNG, "h2.png": PNG + b"2"},
        ),
        one("B"),
    ),
    "a capital with a point that is no option": (word_file(p("Câu 1. Cho NaA. Chọn: A. một  B. hai  ", r("C", "u"), ". ba")), one("C", "changed")),
    "the letter Đ is no D": (word_file(p("Câu 1. Hỏi?"), p("A. 1"), p("B. 2"), p(r("C", "u"), ". 3"), p("Đ. Không phải phương án")), one("C")),
    "parts of words underlined as in English papers": (
        word_file(p("Question 1. Choose."), *(p(r(x, "bu" if x == "D" else "b"), ". c", r("a", "u"), "t", x) for x in "ABCD")),
        one("D"),
    ),
    "shared texts": (
        word_file(p("Dữ kiện chung cho các câu từ 1 đến 2"), p("Một đoạn văn."), *question(1, "A"), *question(2, "B"), *question(3, "C")),
        [*one("1) A; 2) B", kind="stimulus"), *one("C")],
    ),
    "a table to match": (
        word_file(
            p("Câu 1. Ghép cột A với cột B."), table(("Cột A", "Cột B"), ("1. một", "A. two"), ("2. hai", "B. one"), ("", "C. three")),
            p("Đáp án: 1 - B; 2 - A"), p("Câu 2. Ghép."), table(("1) một", "A) two"), ("2) hai", "B) one")), p("Đáp án: 1→B, 2→B"),
        ),
        [*one("1-B, 2-A", kind="matching"), *one("1-B, 2-B", kind="matching")],
    ),
    "an order": (word_file(p("Câu 1. Xếp."), *four(), p("Đáp án: C, A, D, B"), p("Dạng câu: Sắp xếp")), one("C – A – D – B", kind="ordering")),
    "a text with gaps": (
        word_file(
            p("Câu 1. Điền vào chỗ trống."), p("Nước sôi ở (1) ..... độ C, đông thành (2) …… khi (3) ____."), p("(3) nguội / nóng / lạnh"),
            p("Đáp án: (1) #100; (2) đá|băng =50%; (3) ?nguội|nóng|*lạnh"), p("Dạng câu: điền chỗ trống"),
            p("Câu 2. Kéo từ."), p("Con (1)……… kêu gâu gâu."), p("Từ cho sẵn: mèo | chó"), p("Đáp án: (1) chó"), p("Dạng câu: kéo từ vào chỗ trống"),
        ),
        [*one("(1) 100; (2) đá; (3) lạnh", kind="cloze"), *one("(1) chó", kind="drag_words")],
    ),
    "a text between questions": (word_file(p("Câu 1. Đọc đoạn văn."), p("Dạng câu: đoạn dẫn")), one("", kind="description")),
    "a kind that is not what is named": (word_file(*question(1, "A"), p("Dạng câu: sắp xếp")), one("A", "changed")),
    "a shared text for one question": (
        word_file(p("Dữ kiện chung cho câu 1:"), p("Một đoạn văn."), *question(1, "A"), p("Lời giải chung"), p("Vì thế."), *question(2, "B")),
        [*one("1) A", kind="stimulus"), *one("B")],
    ),
    "a question without an answer": (word_file(*question(1, "")), one("", "refused")),
    "two answers": (word_file(p("Câu 1. Hỏi?"), p(r("A", "u"), ". 1"), p(r("B", "u"), ". 2"), p("C. 3")), one("", "refused")),
    "signs that disagree": (word_file(*question(1, "A"), p("Đáp án: B")), one("", "refused")),
    "a gap in the numbers": (word_file(*question(1, "A"), *question(3, "A")), [*one("A"), *one("A", "changed")]),
    "MathType without a preview that shows": (
        word_file(p("Câu 1. Giải ", mathtype("e1")), *four(), p("ĐA: A"), pictures={"e1.wmf": b"\xd7\xcd\xc6\x9a0000"}),
        one("A", "changed"),
    ),
    "MathType with a picture": (word_file(p("Câu 1. Giải ", mathtype("e1", "Equation.3")), *four(), p("ĐA: A"), pictures={"e1.png": PNG}), one("A", "changed")),
    "an EMF picture": (word_file(p("Câu 1. Xem ", picture("h1")), *four(), p("ĐA: A"), pictures={"h1.emf": b"\x01\x00\x00\x00" + b"0" * 40}), one("A", "changed")),
    "old fonts": (
        word_file(p("Câu 1. Hỏi?"), p("A. 1"), p(r("B", "u"), ". ", r("tèt", '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'))),
        one("B", "changed"),
    ),
    "questions in the cells of a table": (word_file(table((p("Câu 1. Hỏi một cách kỹ càng?"), "x"), (TWO_BY_TWO + p(), ""))), one("B")),
    "two papers in one file": (word_file(*question(1, "A"), *question(2, "B"), p("HẾT"), *question(1, "C")), [*one("A"), *one("B"), *one("C")]),
    "decomposed letters": (word_file(p("Ca\u0302u 1. Ho\u0309i?"), *four(), p("\u0110a\u0301p a\u0301n: B")), one("B")),
    "options of small letters": (
        word_file(p("Câu 1. Hỏi?"), p("a. một"), p("b. hai"), p("c. ba"), p("d. bốn"), p("Đáp án: b"), p("Câu 2. Hỏi?"), p("a) một\tb) hai"), p("Đáp án: A")),
        [*one("B"), *one("A")],
    ),
    "answers below a head of their own": (
        word_file(*question(1, ""), p("ĐÁP ÁN"), p("B. phương án B của câu 1"), p("LỜI GIẢI CHI TIẾT"), p("Vì thế."), *question(2, ""), p("Đáp án"), p("C")),
        [*one("B"), *one("C")],
    ),
    "tracked changes and comments": (
        word_file(
            p("Câu 1. ", '<w:del w:id="1"><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>mới</w:t></w:r></w:ins><w:commentRangeStart w:id="3"/>', "?"),
            *four(), p("ĐA: A"),
        ),
        one("A"),
    ),
}  # fmt: skip

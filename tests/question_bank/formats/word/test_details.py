"""What a question of a Word file becomes: its texts, formulas, pictures, tables, tags and doubts."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from io import BytesIO
from typing import Any

from question_bank.formats import docx, registry
from question_bank.formats.contract import ImportedFile, ImportedItem, TaggedItem
from tests.support.questions import PNG
from tests.support.word_files import maths, mathtype, p, picture, question, r, t, table, word_file, zipped

from .conventions import FILES, four


def read(name: str) -> ImportedFile:
    return docx.read(FILES[name][0])


def only(*blocks: str, **parts: Any) -> tuple[ImportedItem, Any]:
    (item,) = docx.read(word_file(*blocks, **parts)).items
    return item, item.content


def reasons(item: ImportedItem) -> str:
    return " ".join(str(reason) for reason in item.reasons)


def test_runs_are_put_together_and_the_sign_of_the_answer_is_taken_away() -> None:
    item, content = only(
        p("Câu 1. H", r("2", '<w:vertAlign w:val="subscript"/>'), "O ", r("là", "i"), " gì?"), p(r("A", "u"), r(". nước", "b")), p("B. lửa")
    )
    assert content["stem"] == "H<sub>2</sub>O <i>là</i> gì?" and item.state == "kept"
    assert [row["text"] for row in content["body"]["options"]] == ["nước", "lửa"]


def test_a_level_that_ends_the_stem_is_a_level_and_other_brackets_are_text() -> None:
    item, content = only(p("Câu 1. Số nào chẵn? [TH]"), *four(), p("Đáp án: B"))
    assert isinstance(item, TaggedItem) and (item.level, content["stem"]) == ("TH", "Số nào chẵn?")
    item, content = only(p("Câu 1. Tập nào là [1; 2]"), *four(), p("Đáp án: B"))
    assert isinstance(item, TaggedItem) and (item.level, content["stem"]) == ("", "Tập nào là [1; 2]")


def test_a_missing_key_is_told_once_with_its_reason() -> None:
    for blocks in (
        [p("Câu 1. Hỏi?"), *four()],
        [p("PHẦN III. Trả lời ngắn"), p("Câu 1. Hỏi?")],
        [p("PHẦN II. Đúng sai"), p("Câu 1. Hỏi?"), p("a) Ý."), p("b) Ý.")],
    ):
        item, _ = only(*blocks)
        assert item.state == "refused" and len(item.reasons) == 1


def test_underlined_parts_of_words_stay() -> None:
    (item,) = read("parts of words underlined as in English papers").items
    content: Any = item.content
    assert content["body"]["options"][3]["text"] == "c<u>a</u>tD"


def test_formulas_stay_in_their_places() -> None:
    _, content = only(
        p("Câu 1. Tính ", maths(t("x<1")), " nhé"), p("A. ", maths(t("2,5"))), p("*B. ", maths(t("3"))), p("Lời giải: ", maths(t("x")))
    )
    assert content["stem"] == r"Tính \(x\lt 1\) nhé" and content["explanation"] == r"\(x\)"
    assert content["body"]["options"][0]["text"] == r"\(2{,}5\)"


def test_pictures_are_kept_once_with_their_size_and_words() -> None:
    data = word_file(p("Câu 1. Xem ", picture("h1", "Một \"hình\"")), *four(), p("ĐA: A"), p("Câu 2. Xem ", picture("h1")), *four(), p("ĐA: B"), pictures={"h1.png": PNG})  # fmt: skip
    found = docx.read(data)
    content: Any = found.items[0].content
    assert content["stem"] == 'Xem <img src="media:h1.png" alt="Một &quot;hình&quot;" width="100" height="50">'
    assert dict(found.media) == {"h1.png": PNG} and found.items[1].media == ("h1.png",)


def test_mathtype_is_counted_and_the_way_out_is_told() -> None:
    found = read("MathType without a preview that shows")
    assert "1 công thức MathType" in str(found.notes[0]) and "Convert Equations" in reasons(found.items[0])
    shown = read("MathType with a picture")
    content: Any = shown.items[0].content
    assert 'src="media:e1.png"' in content["stem"] and "xem trước" in reasons(shown.items[0])


def test_options_of_mathtype_alone_are_refused_not_confused() -> None:
    item, _ = only(p("Câu 1. Chọn"), *(p(f"{x}. ", mathtype("e1")) for x in "ABCD"), p("ĐA: A"), pictures={"e1.wmf": b"\xd7\xcd\xc6\x9a"})
    assert item.state == "refused" and "MathType" in reasons(item)


def test_a_picture_from_outside_is_not_fetched() -> None:
    link = '<Relationship Id="h9" Type="x" Target="http://127.0.0.1/x.png" TargetMode="External"/>'
    item, content = only(p("Câu 1. Xem ", picture("h9")), *four(), p("ĐA: A"), relations=link)
    assert content["stem"] == "Xem [hình]" and "ngoài tệp" in reasons(item)
    inside = '<Relationship Id="h9" Type="x" Target="../../../etc/passwd"/>'
    item, content = only(p("Câu 1. Xem ", picture("h9")), *four(), p("ĐA: A"), relations=inside)
    assert content["stem"] == "Xem [hình]" and item.state == "changed"


def test_a_table_of_numbers_stays_a_table() -> None:
    _, content = only(p("Câu 1. Cho bảng"), table(("x", "1", "2"), ("y", "3", "4")), p("Hỏi?"), *four(), p("ĐA: A"))
    assert content["stem"] == (
        "<p>Cho bảng</p><table><tbody><tr><td>x</td><td>1</td><td>2</td></tr><tr><td>y</td><td>3</td><td>4</td></tr></tbody></table><p>Hỏi?</p>"
    )


def test_levels_codes_and_points_are_tags_and_no_text() -> None:
    first, second, third = read("levels, codes and points").items
    assert isinstance(first, TaggedItem) and isinstance(second, TaggedItem) and isinstance(third, TaggedItem)
    assert (first.level, second.level, third.level) == ("NB", "TH", "VD") and second.tags == ("SI10.02.2.D05.a",)
    assert third.points == Decimal("0.25")
    contents: list[Any] = [item.content for item in (first, second, third)]
    assert [content["stem"] for content in contents] == ["Hỏi?"] * 3


def test_levels_of_statements_are_told_to_be_lost() -> None:
    item, _ = only(
        p("PHẦN II. Đúng sai"),
        p("Câu 1. Cho."),
        *(p(f"[{n}, {x}] {y}) Ý {y} [SAI]") for n, x, y in zip("0123", ("NB", "TH", "VD", "NB"), "abcd", strict=True)),
    )
    assert isinstance(item, TaggedItem) and item.level == "VD" and "NB, TH, VD, NB" in reasons(item) and item.state == "changed"


def test_brackets_that_say_no_level_are_not_lost() -> None:
    item, content = only(p("PHẦN II. Đúng sai"), p("Câu 1. Cho."), *(p(f"[Hình {x}] {x}) Ý {x} [SAI]") for x in "abcd"))
    assert "[Hình a]" in str(content) and item.state == "refused"


def test_a_line_behind_the_last_statement_is_told() -> None:
    item, _ = only(p("PHẦN II. Đúng sai"), p("Câu 1. Cho."), *(p(f"{x}) Ý {x} [SAI]") for x in "abcd"), p("Dòng lạc."))
    assert "Dòng lạc." in reasons(item)


def test_questions_that_share_a_text_become_one_stimulus() -> None:
    first, third = read("shared texts").items
    content: Any = first.content
    assert "Một đoạn văn." in content["stem"] and [part["content"]["stem"][-2:] for part in content["body"]["parts"]] == ["1?", "2?"]
    assert (first.questions, third.questions, first.kind) == (2, 1, "stimulus")
    assert first.origin.index("Dữ kiện chung") < first.origin.index("Câu 1") < first.origin.index("Câu 2")


def test_what_is_said_of_all_questions_of_a_text_is_told_once() -> None:
    (first, _) = read("a shared text for one question").items
    content: Any = first.content
    assert (content["stem"], content["explanation"], first.questions) == ("Một đoạn văn.", "Vì thế.", 1)


def test_questions_of_a_text_weigh_what_they_say_or_their_points() -> None:
    text = (p("Dữ kiện chung cho câu 1 đến 2"), p("Một đoạn văn."))
    (by_points,) = docx.read(word_file(*text, *question(1, "A"), p("Điểm: 0,5"), *question(2, "B"), p("Điểm: 1"))).items
    (by_weight,) = docx.read(word_file(*text, *question(1, "A"), *question(2, "B"), p("Trọng số: 2,5"))).items
    contents: list[Any] = [by_points.content, by_weight.content]
    shares = [[part.get("share", "1") for part in content["body"]["parts"]] for content in contents]
    assert shares == [["0.5", "1"], ["1", "2.5"]] and by_points.points == Decimal("1.5")


def test_a_shared_text_is_copied_where_one_of_its_questions_is_in_doubt() -> None:
    lines = (p("Dựa vào thông tin sau để trả lời câu 1 đến 2"), p("Một đoạn văn."), *question(1, "A"), p("Câu 2."), p("A. 1"), p("B. 2"))
    first, second = docx.read(word_file(*lines)).items
    assert ["Một đoạn văn." in str((item.content or {})["stem"]) for item in (first, second)] == [True, True]
    assert "câu 1–2" in reasons(first) and second.state == "refused" and "(2)" in str((second.content or {})["stem"])


def test_the_page_shows_signs_of_the_answer_that_the_content_lost() -> None:
    red = '<w:color w:val="FF0000"/>'
    (item,) = docx.read(word_file(p("Câu 1. Hỏi?"), p("A. một"), p(r("B. hai", red)), p("C. ba"))).items
    assert "<ins>B. hai</ins>" in item.origin and "ins" not in str(item.content)


def test_a_shared_text_that_no_question_takes_is_told() -> None:
    found = docx.read(word_file(p("Đọc đoạn sau và trả lời câu 5 đến 6"), p("Đoạn văn."), *question(1, "A")))
    assert "Đoạn văn." in str(found.notes[0]) and found.items[0].state == "kept"


def test_an_answer_that_repeats_its_option_explains_nothing() -> None:
    first, _ = read("answers below a head of their own").items
    content: Any = first.content
    assert content["explanation"] == "Vì thế."


def test_a_long_answer_keeps_its_parts_and_its_model() -> None:
    essay = read("parts with numbers that begin again").items[3]
    content: Any = essay.content
    assert content["stem"] == "<p>Chứng minh.</p><p>a) Ý một.</p>" and content["key"]["model_answer"] == "Hiển nhiên." and essay.points == 1


def test_lines_of_no_question_are_told() -> None:
    found = docx.read(
        word_file(p("SỞ GIÁO DỤC"), p("Họ tên: ......"), *question(1, "A"), p("HẾT"), p("Cán bộ coi thi không giải thích gì thêm."))
    )
    assert "SỞ GIÁO DỤC" in str(found.notes[0]) and "Cán bộ" in str(found.notes[0])
    assert found.items[0].state == "kept"


def test_signs_that_disagree_are_told_and_the_question_waits_for_a_person() -> None:
    (item,) = read("signs that disagree").items
    content: Any = item.content
    assert content["key"] == {"right": ""} and "gạch chân: A" in reasons(item) and "dòng đáp án: B" in reasons(item)


def test_a_letter_without_options_is_no_short_answer() -> None:
    item, _ = only(p("Câu 1. Hỏi?"), p("Đáp án: B"))
    assert item.state == "refused" and "phương án" in reasons(item)


def test_different_typed_answers_are_refused() -> None:
    item, _ = only(p("PHẦN III. Trả lời ngắn"), p("Câu 1. Hỏi?"), p("Đáp án: 2"), p("HẾT"), p("BẢNG ĐÁP ÁN"), p("1: 3"))
    assert item.state == "refused" and "2; 3" in reasons(item)


def test_what_is_hidden_or_noted_below_is_told() -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    item, _ = only(p("Câu 1. Hỏi", r("bí mật", "<w:vanish/>"), note, "?"), *four(), p("ĐA: A"))
    assert "Chữ ẩn" in reasons(item) and "Chú thích" in reasons(item)


def test_text_boxes_are_read() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('A. 1')}{p('*B. 2')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    item, content = only(p("Câu 1. Hỏi?", box))
    assert content["key"]["right"] == "b" and content["stem"] == "Hỏi?" and item.state == "kept"


def test_symbols_of_the_symbol_font_are_letters() -> None:
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>'
    _, content = only(p("Câu 1. Góc ", symbol, "?"), *four(), p("ĐA: A"))
    assert content["stem"] == "Góc α?"


def test_strict_files_are_read_like_others() -> None:
    data = FILES["underlined letters"][0]
    strict = with_other_names(
        data, b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert [item.content for item in docx.read(strict).items] == [item.content for item in docx.read(data).items]


def with_other_names(data: bytes, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return zipped({name: archive.read(name).replace(old, new) for name in archive.namelist()})


def test_a_word_file_is_known_by_what_it_holds() -> None:
    data = FILES["underlined letters"][0]
    assert registry.detect(data, "de.txt") == "docx" and registry.read_file(data).format == "docx"
    assert registry.detect(b"PK\x03\x04broken", "de.docx") == "docx"

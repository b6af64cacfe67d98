"""The documents of a test: Word opens them, and they say what the test is."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.formats import docx
from question_bank.formats.papers.answer_sheet import has_sheet, sheet_file, sheet_pdf
from question_bank.formats.papers.exam_paper import paper_file
from question_bank.formats.papers.keys import key_file
from question_bank.formats.papers.matrix_tables import matrix_file, specification_file
from question_bank.formats.papers.parts import size_of
from question_bank.formats.papers.solutions import solutions_file
from question_bank.kinds.registry import KINDS
from question_bank.rules.matrix.table import Table
from tests.question_bank.formats.moodle_files import PIXEL
from tests.question_bank.formats.papers.samples import (
    FORMS,
    HEADING,
    LEVELS,
    PARTS,
    SHARED_TABLE,
    TABLE,
    UNITS,
    Paper,
    Question,
    choice,
    essay,
    form,
    shared,
)
from tests.question_bank.kinds.contents import VALID, stimulus
from tests.support.word_rules import faults

DOCUMENTS = {
    "paper": paper_file(HEADING, TABLE, FORMS[0], {}),
    "matrix": matrix_file(HEADING, TABLE),
    "specification": specification_file(HEADING, TABLE),
    "keys": key_file(HEADING, TABLE, FORMS),
    "solutions": solutions_file(HEADING, TABLE, FORMS, {}),
    "sheet": sheet_file(HEADING, TABLE, FORMS),
}
every_document = pytest.mark.parametrize("name", DOCUMENTS)


def words(data: bytes) -> str:
    """Every paragraph, those in tables too, a line each."""
    body = Document(BytesIO(data)).element.body
    return "\n".join("".join(node.text or "" for node in paragraph.iter("{*}t")) for paragraph in body.iter("{*}p"))


def grid(data: bytes, at: int = -1) -> list[list[str]]:
    """The cells of a table as python-docx sees them: a merged cell stands in every place it covers."""
    return [[cell.text for cell in row.cells] for row in Document(BytesIO(data)).tables[at].rows]


@every_document
def test_word_finds_nothing_to_repair(name: str) -> None:
    assert faults(DOCUMENTS[name]) == []


def test_a_paper_has_head_code_instructions_and_end() -> None:
    said = words(DOCUMENTS["paper"])
    for wanted in (
        "SỞ GD&ĐT HÀ NỘI", "TRƯỜNG THPT <A> & B", "KIỂM TRA CUỐI KÌ I", "Môn: TOÁN", "90 phút", "Mã đề 0101", "HẾT",
        "PHẦN I. Thí sinh trả lời từ câu 1 đến câu 2. Mỗi câu hỏi thí sinh chỉ chọn một phương án.", "PHẦN II. Thí sinh trả lời câu 1. Trong mỗi ý",
        "Câu 1 (1 điểm). Chứng minh.",
    ):  # fmt: skip
        assert wanted in said, wanted


def test_the_end_of_a_paper_and_its_rules_stand_on_one_page() -> None:
    last = Document(BytesIO(DOCUMENTS["paper"])).paragraphs[-3:]
    assert "HẾT" in last[0].text and [each.paragraph_format.keep_with_next for each in last] == [True, True, None]


def test_a_part_with_a_name_bears_it_in_every_document() -> None:
    table = replace(TABLE, parts=(*PARTS[:3], replace(PARTS[3], name="Đọc hiểu")))
    said = words(paper_file(HEADING, table, FORMS[0], {}))
    assert "PHẦN IV. ĐỌC HIỂU (1 điểm)" in said and "Tự luận" not in said
    text = replace(SHARED_TABLE, parts=(replace(SHARED_TABLE.parts[0], name="Reading"),))
    assert "PHẦN I. READING (1,5 điểm)" in words(paper_file(HEADING, text, shared("0101"), {}))
    assert "PHẦN IV. ĐỌC HIỂU" in words(key_file(HEADING, table, FORMS))
    assert "PHẦN IV. ĐỌC HIỂU" in words(solutions_file(HEADING, table, FORMS, {}))
    assert "Đọc hiểu (IV)" in words(matrix_file(HEADING, table))


def test_a_paper_never_says_what_is_right() -> None:
    found = docx.read(DOCUMENTS["paper"])
    assert [item.ref for item in found.items] == ["1", "2", "3", "4", "5"]
    assert all(item.state == "refused" for item in found.items[:3]), "no key is to be read from a paper"
    assert "Vì thế" not in words(DOCUMENTS["paper"]) and "mẫu" not in words(DOCUMENTS["paper"])


def test_options_stand_in_the_order_of_the_form() -> None:
    assert "A. Ý aB. Ý bC. Ý cD. Ý d" in words(DOCUMENTS["paper"])
    assert "A. Ý dB. Ý cC. Ý bD. Ý a" in words(paper_file(HEADING, TABLE, FORMS[1], {}))


def test_a_paper_that_may_change_says_so_on_every_page() -> None:
    foot = Document(BytesIO(paper_file(HEADING, TABLE, FORMS[0], {}, is_final=False))).sections[0].footer
    assert "CHƯA CHỐT" in foot.paragraphs[0].text
    assert "CHƯA CHỐT" not in Document(BytesIO(DOCUMENTS["paper"])).sections[0].footer.paragraphs[0].text


def test_the_matrix_is_that_of_the_ministry_with_nineteen_columns() -> None:
    rows = grid(DOCUMENTS["matrix"])
    assert {len(row) for row in rows} == {19}
    assert rows[1][3:15] == ["TNKQ"] * 9 + ["Tự luận"] * 3 and rows[3][3:6] == ["Biết", "Hiểu", "VD"]
    assert rows[4] == ["1", "Đạo hàm", "Tính đơn điệu", "1", "", "", "", "1", *[""] * 7, "1", "1", "", "41,7"]
    assert rows[5][:3] == ["1", "Đạo hàm", "Cực trị"] and rows[6][0] == "2"
    assert (
        rows[7][-4:] == ["2", "1", "2", "5"] and rows[8][-4:] == ["0,5", "1", "1,5", "3"] and rows[9][-4:] == ["16,7", "33,3", "50", "100"]
    )
    assert rows[8][3:15] == ["0,5"] * 3 + ["1"] * 3 + ["0,5"] * 3 + ["1"] * 3


def test_the_specification_has_sixteen_columns_and_says_what_is_asked_of_pupils() -> None:
    rows = grid(DOCUMENTS["specification"])
    assert {len(row) for row in rows} == {16} and rows[4][3] == "– Nhận biết được tính đơn điệu."
    assert rows[7][4:] == ["2", "", "", "", "1", "", "", "", "1", "", "", "1"]


def test_the_key_sheet_sets_every_code_side_by_side() -> None:
    assert grid(DOCUMENTS["keys"], 1) == [["Câu", "0101", "0102"], ["1", "B", "C"], ["2", "B", "C"]]
    assert grid(DOCUMENTS["keys"], 2)[1] == ["1", "ĐSĐS", "ĐSĐS"] and grid(DOCUMENTS["keys"], 3)[1] == ["1", "2,5", "2,5"]
    assert "đúng 1 ý được 0,1, 2 ý được 0,25, 3 ý được 0,5, 4 ý được 1 điểm" in words(DOCUMENTS["keys"])


def test_thirteen_codes_stand_in_two_tables() -> None:
    found = Document(BytesIO(key_file(HEADING, TABLE, [form(f"{code:03d}") for code in range(13)])))
    assert [len(table.columns) for table in found.tables[1:3]] == [13, 2] and faults(key_file(HEADING, TABLE, FORMS * 7)) == []


def test_a_question_is_solved_once_with_its_place_in_every_code() -> None:
    said = words(DOCUMENTS["solutions"])
    assert said.count("Khoảng nghịch biến") == 1 and "Vì thế." in said and "Bài làm mẫu" in said
    assert "Biết; mã 0101 câu 1: B; mã 0102 câu 2: C." in said


def test_wordings_of_one_question_are_solved_apart() -> None:
    other = form("0102", first=choice("<p>Biến thể</p>"))
    said = words(solutions_file(HEADING, TABLE, (FORMS[0], other), {}))
    assert "Câu 1. Khoảng nghịch biến" in said and "Câu 1 (mã đề 0102). Biến thể" in said


def test_the_questions_of_a_shared_stimulus_are_numbered_below_it() -> None:
    made = paper_file(HEADING, SHARED_TABLE, shared("0101"), {"a.png": PIXEL})
    said = words(made)
    for wanted in (
        "Thí sinh đọc dữ kiện chung và trả lời từ câu 1 đến câu 4.", "Câu 1 (0,25 điểm). Hỏi một", "A. Ý aB. Ý bC. Ý cD. Ý d",
        "chỗ (1) ……… và chỗ (2) ……… và chỗ (3) ………\n(3) đỏ / xanh", "Câu 3 (0,5 điểm). Chứng minh.", "(Câu này chỉ làm được trên máy.)",
    ):  # fmt: skip
        assert wanted in said, wanted
    assert faults(made) == [] and "Hà Nội;" not in said and "Vì" not in said


def test_the_questions_of_a_shared_stimulus_have_a_key_and_a_solution_each() -> None:
    forms = [shared("0101"), shared("0102", ("p1.d", "p1.c", "p1.b", "p1.a"))]
    keys = grid(key_file(HEADING, SHARED_TABLE, forms), 1)
    assert [row[0] for row in keys] == ["Câu", "1", "2", "3", "4"]
    assert keys[1] == ["1", "B", "C"] and keys[2][1] == "(1) Hà Nội; (2) 2,5 ± 0,1; (3) xanh" and keys[3][1:] == ["", ""]
    said = words(solutions_file(HEADING, SHARED_TABLE, forms, {"a.png": PIXEL}))
    assert (
        said.index("Câu 1. Hỏi một")
        < said.index("Đáp án: B")
        < said.index("Vì một.")
        < said.index("Bài làm mẫu")
        < said.index("Vì cả bài.")
    )


def test_questions_of_several_texts_are_counted_on_through_their_part() -> None:
    one = shared("0101").questions[0]
    two = replace(
        one, number=2, question_id=10, content={**stimulus([("single_choice", choice("<p>Hỏi sau</p>"))]), "stem": "<p>Đọc tiếp.</p>"}
    )
    assert [size_of(each.kind, each.content) for each in (one, two, FORMS[0].questions[0])] == [4, 1, 1]
    forms = [Paper("0101", (one, two)), Paper("0102", (replace(two, number=1), replace(one, number=2)))]
    first, second = (words(paper_file(HEADING, SHARED_TABLE, each, {"a.png": PIXEL})) for each in forms)
    assert "Dữ kiện chung cho các câu từ 1 đến 4. Đọc đoạn sau." in first and "Dữ kiện chung cho câu 5. Đọc tiếp." in first
    assert "Câu 5. Hỏi sau" in first and "Câu 1. Hỏi sau" in second and "trả lời từ câu 1 đến câu 5." in second
    assert [row[0] for row in grid(key_file(HEADING, SHARED_TABLE, forms), 1)] == ["Câu", "1", "2", "3", "4", "5"]
    assert "Biết; mã 0101 câu 5: B; mã 0102 câu 1: B." in words(solutions_file(HEADING, SHARED_TABLE, forms, {"a.png": PIXEL}))


def test_a_text_whose_questions_a_person_marks_has_no_empty_table_of_keys() -> None:
    essays = replace(shared("0101").questions[0], content=stimulus([("essay", essay()), ("essay", essay())]))
    said = words(key_file(HEADING, SHARED_TABLE, [Paper("0101", (essays,))]))
    assert "PHẦN I. Mỗi câu 1,5 điểm, chấm theo hướng dẫn giải." in said and "Câu" not in said.splitlines()


def test_the_answer_sheet_is_one_page_of_pdf() -> None:
    made = sheet_pdf(HEADING, TABLE, FORMS)
    assert made.startswith(b"%PDF") and made.count(b"/Type /Page\n") + made.count(b"/Type/Page\n") <= 1
    (picture,) = Document(BytesIO(DOCUMENTS["sheet"])).inline_shapes
    assert picture.width.cm > 20 and picture.height.cm > 29


def test_an_essay_alone_has_no_answer_sheet() -> None:
    assert has_sheet(TABLE, FORMS) and not has_sheet(Table(PARTS[3:], LEVELS, UNITS, TABLE.scale), FORMS)


def test_questions_about_one_text_are_filled_in_by_their_own_numbers() -> None:
    assert has_sheet(SHARED_TABLE, [shared("0101")])
    made = sheet_pdf(HEADING, SHARED_TABLE, [shared("0101"), shared("0102")])
    assert made.startswith(b"%PDF") and made != sheet_pdf(HEADING, Table(PARTS[3:], LEVELS, UNITS, TABLE.scale), FORMS)


@pytest.mark.parametrize("kind", sorted(VALID))
@settings(max_examples=2, deadline=None)
@given(data=st.data())
def test_every_kind_is_printed_or_says_that_it_needs_a_screen(kind: str, data: st.DataObject) -> None:
    content = KINDS[kind].for_form(data.draw(VALID[kind]))
    paper = Paper("0101", (Question(1, "I", kind, content),))
    made = paper_file(HEADING, TABLE, paper, {"a.png": PIXEL})
    assert faults(made) == [] and "Câu 1" in words(made)
    assert faults(solutions_file(HEADING, TABLE, [paper], {"a.png": PIXEL})) == []


HOSTILE = (
    "\x00\x01\x0b\x1f\ufffe\ud800\udfff &#0; &#7 &#x1F; &#xD800; &#1114112;", "]]><w:p/><!-- <?xml?> &lt;w:t&gt; &amp;amp;",
    "\u202e\u2066ngược\u2069 العربية 😀 e\u0302\u0323", '<img src="media:a.png" alt="&quot;&#1;<>">', "\\(\\frac{" * 200, "\\(" + "(" * 1900 + "\\)",
    "\\(\\text{]]>&\x02}\\)", "<table>" + "<tr><td colspan=99 rowspan=99>x" * 30 + "</table>", "<table><tr><td>" * 40 + "x", "<ul><li>" * 300 + "x",
    "<table><tr></tr></table><table><tr><td></td></tr></table><table></table>", "<b><i><sub><sup><u><s>x", "W" * 20_000,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_never_breaks_a_document(text: str) -> None:
    soiled = {**choice(f"Hỏi {text}", explanation=text), "body": {"options": [{"id": name, "text": f"{name} {text}"} for name in "abcd"]}}
    heading = replace(HEADING, school=text[:200], title=text[:200])
    table = replace(TABLE, units=(replace(UNITS[0], name=text, chapter=text, outcomes=((1, text),)),))
    paper = form("0101", first=soiled)
    made = [
        paper_file(heading, table, paper, {"a.png": PIXEL}), solutions_file(heading, table, [paper], {"a.png": PIXEL}), matrix_file(heading, table),
        specification_file(heading, table), key_file(heading, table, [paper]),
    ]  # fmt: skip
    assert [faults(each) for each in made] == [[]] * 5


def test_hostile_headings_are_words_on_the_answer_sheet_too() -> None:
    title = "#panic() \x00 \ud800 $x$ *a* \\u{0}"
    assert sheet_pdf(replace(HEADING, title=title), TABLE, FORMS).startswith(b"%PDF")

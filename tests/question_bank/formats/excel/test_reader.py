"""Sheets as teachers fill them in: what each cell may say, and what is told when it says something else."""

from __future__ import annotations

from typing import Any

import pytest

from core.sheets import Page, book_bytes
from question_bank.formats.contract import Limits, TaggedItem, UnreadableFile
from question_bank.formats.excel import reader, writer
from question_bank.formats.registry import detect

HEAD = ["Mã", "Dạng", "Câu hỏi", "A", "B", "C", "D", "Đáp án", "Bảng điểm", "Đơn vị", "Mức độ", "Chủ đề", "Nhãn"]


def sheet(*rows: dict[str, str], head: list[str] | None = None) -> bytes:
    head = head or HEAD
    return book_bytes([Page("x", head, [[row.get(name, "") for name in head] for row in rows], [10] * len(head))])


def one(**said: str) -> TaggedItem:
    """The item of one row; names of columns without diacritics or spaces."""
    names = {"ma": "Mã", "dang": "Dạng", "hoi": "Câu hỏi", "dap_an": "Đáp án", "bang": "Bảng điểm", "don_vi": "Đơn vị", "muc": "Mức độ"}
    names |= {"chu_de": "Chủ đề", "nhan": "Nhãn"}
    (item,) = reader.read(sheet({names.get(name, name): text for name, text in {"hoi": "Hỏi?", **said}.items()})).items
    assert isinstance(item, TaggedItem)
    return item


def key(item: TaggedItem) -> Any:
    assert item.content is not None, item.reasons
    return item.content["key"]


def test_the_template_is_read_whole_and_its_examples_are_good() -> None:
    found = reader.read(writer.template(["T12 Hàm số"], [], ["NB Nhận biết"]))
    assert [item.state for item in found.items] == ["kept"] * 8
    kinds = "single_choice multiple_choice true_false_group short_answer short_answer numerical matching essay".split()
    assert [item.kind for item in found.items] == kinds
    assert detect(writer.template([], [], [])) == "xlsx"


@pytest.mark.parametrize(
    ("options", "answer", "kind"),
    [
        ("AB", "B", "single_choice"), ("AB", "b", "single_choice"), ("ABC", "A, C", "multiple_choice"), ("ABC", "AC", "multiple_choice"),
        ("ABCD", "ĐSĐS", "true_false_group"), ("AB", "Đúng; Sai", "true_false_group"), ("ABCD", "TFTF", "true_false_group"),
        ("", "2,5", "short_answer"), ("", "Hà Nội", "short_answer"), ("", "", "essay"),
    ],
)  # fmt: skip
def test_a_row_that_does_not_say_its_kind_is_understood_by_its_answer(options: str, answer: str, kind: str) -> None:
    item = one(**{letter: f"Ý {letter}" for letter in options}, dap_an=answer)
    assert (item.kind, item.state) == (kind, "kept"), item.reasons


@pytest.mark.parametrize(
    ("answer", "weights"),
    [
        ("A, C", {"a": "0.5", "c": "0.5"}), ("A=0,5; C=50%", {"a": "0.5", "c": "0.5"}), ("a c", {"a": "0.5", "c": "0.5"}),
        ("A=1; B=-0,5", {"a": "1", "b": "-0.5"}),
    ],
)  # fmt: skip
def test_shares_of_options(answer: str, weights: dict[str, str]) -> None:
    assert key(one(dang="Nhiều lựa chọn", A="a", B="b", C="c", dap_an=answer))["weights"] == weights


def test_one_choice_with_a_share_for_another() -> None:
    assert key(one(dang="Một lựa chọn", A="a", B="b", C="c", dap_an="B; C=50%")) == {"right": "b", "partial": {"c": "0.5"}}


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("B", "single_choice"), ("B; C=50%", "single_choice"), ("A, C", "multiple_choice"), ("A=1; B=-0,5", "multiple_choice")],
)
def test_the_ministrys_word_means_one_right_option_unless_several_are_named(answer: str, kind: str) -> None:
    assert one(dang="Nhiều lựa chọn", A="a", B="b", C="c", dap_an=answer).kind == kind
    assert one(dang="Chọn nhiều đáp án", A="a", B="b", C="c", dap_an=answer).kind == "multiple_choice"


def test_typed_answers_stand_on_lines_of_their_own() -> None:
    accepted = key(one(dang="Trả lời ngắn", dap_an="Hà Nội\nHa Noi [50%]"))["accepted"]
    assert [(row["text"], row["fraction"]) for row in accepted] == [("Hà Nội", "1"), ("Ha Noi", "0.5")]
    (row,) = key(one(dang="Số", dap_an="9,8 ± 0,1", don_vi="m/s²"))["accepted"]
    assert (row["value"], row["tolerance"]) == ("9.8", "0.1")


def test_matching_pairs_and_what_matches_nothing() -> None:
    item = one(dang="Ghép đôi", A="Việt Nam => Hà Nội", B="Lào => Viêng Chăn", C="=> Huế")
    assert item.state == "kept" and item.content is not None
    body: Any = item.content["body"]
    assert [row["text"] for row in body["prompts"]] == ["Việt Nam", "Lào"] and len(body["choices"]) == 3


def test_tags_and_codes_are_taken_from_what_people_choose() -> None:
    item = one(A="a", B="b", dap_an="A", ma="C7", muc="Vận dụng", chu_de="T12.1 Hàm số", nhan="ôn; đề 2025")
    assert (item.external_id, item.level, item.topic_code, item.tags) == ("C7", "VD", "T12.1", ("ôn", "đề 2025"))
    assert item.line == 2


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"A": "a", "B": "b", "dap_an": "C"}, "Đáp án C không có phương án"),
        ({"dang": "Một lựa chọn", "A": "a", "B": "b", "dap_an": "A, B"}, "chỉ có một đáp án"),
        ({"dang": "Một lựa chọn", "A": "a", "B": "b", "dap_an": "Hà Nội"}, "chữ cái của phương án đúng"),
        ({"dang": "Đúng/Sai", "A": "a", "B": "b", "dap_an": "Đ"}, "Đ hoặc S cho từng ý"),
        ({"dang": "Đúng/Sai", "A": "a", "dap_an": "Đ", "bang": "một nửa"}, "Bảng điểm"),
        ({"dang": "Ô chữ", "dap_an": "x"}, "Ô chữ"),
        ({"dang": "Ghép đôi", "A": "một", "B": "hai"}, "mỗi ô phương án ghi một cặp"),
        ({"dang": "Trả lời ngắn (4 ô)", "dap_an": "12345"}, ""),
    ],
)
def test_a_row_that_cannot_be_understood_is_refused_with_what_to_do(said: dict[str, str], told: str) -> None:
    item = one(**said)
    assert item.state == "refused" and told in str(item.reasons[0])


def test_columns_in_another_order_and_by_other_names() -> None:
    data = sheet({"Đáp án đúng": "b", "NỘI DUNG CÂU HỎI": "Hỏi?", "Phương án A": "x", "phuong an b": "y"}, head=["Đáp án đúng", "Ghi chú", "Phương án A", "phuong an b", "NỘI DUNG CÂU HỎI"])  # fmt: skip
    (item,) = reader.read(data).items
    assert item.state == "kept" and item.kind == "single_choice"


def test_a_sheet_without_headings_or_rows_says_so() -> None:
    for data in (sheet({"x": "1"}, head=["x", "y"]), sheet()):
        with pytest.raises(UnreadableFile):
            reader.read(data)


@pytest.mark.parametrize("cut", range(0, 6000, 300))
def test_a_torn_file_is_unreadable_and_nothing_worse(cut: int) -> None:
    with pytest.raises(UnreadableFile):
        reader.read(writer.template([], [], [])[:cut])


def test_a_row_longer_than_a_question_may_be_is_refused() -> None:
    data = sheet({"Câu hỏi": "dài " * 50, "Đáp án": "1"})
    assert reader.read(data, Limits(question_characters=100)).items[0].state == "refused"


def test_cells_made_to_keep_a_pattern_busy_are_read_at_once() -> None:
    assert one(A="Ý A", B="Ý B", dap_an=f"{'a ' * 400}!").state == "refused"
    assert one(dap_an=f"x{' ' * 30_000}y [50%]").kind == "short_answer"
    assert one(dang="Số", dap_an=f"1{' ' * 30_000}± z").state == "refused"

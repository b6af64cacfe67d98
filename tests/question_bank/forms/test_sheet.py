"""The sheet of a matrix: what was typed is read, kept while it is wrong, and named where it is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from question_bank.forms.sheet import Sheet, level_columns, mistakes, part_columns, row_drafts, sheet_from
from question_bank.operations.save_matrix import RowDraft
from question_bank.rules.matrix.document import parts_from, parts_to
from question_bank.rules.matrix.table import LevelColumn
from tests.question_bank.rules.matrix.tables import LEVELS, PARTS

SENT = {
    "parts.0.code": "I", "parts.0.kind": "single_choice", "parts.0.points": "0,25", "parts.0.wanted": "4", "parts.0.known": "I",
    "parts.1.code": "II", "parts.1.kind": "true_false_group", "parts.1.points": "1", "parts.1.wanted": "", "parts.1.known": "II",
    "rows.0.topic": "5", "rows.0.unit": " Đạo hàm ", "counts.0.0.0": "3", "counts.0.1.1": "1", "counts.0.0.1": "0",
    "rows.4.topic": "", "rows.4.unit": "",
}  # fmt: skip


def sheet(**changed: str) -> Sheet:
    sent = SENT | {name.replace("_", "."): value for name, value in changed.items()}
    return sheet_from(sent, lambda name: ["9", "x"] if name == "rows.0.outcomes" else [], LEVELS)


def told(found: Sheet) -> dict[str, str]:
    return {name: str(words) for name, words in mistakes(found).items()}


def test_a_sheet_becomes_parts_and_rows_and_blank_rows_are_left_out() -> None:
    found = sheet()
    assert told(found) == {} and len(found.rows) == 2
    assert row_drafts(found) == (RowDraft(5, "Đạo hàm", (9,), {("I", "B"): 3, ("II", "V"): 1}),)
    assert part_columns(found, PARTS) == (PARTS[0], PARTS[1].__class__("II", "true_false_group", Decimal(1), PARTS[1].score_table, None))


def test_a_part_keeps_the_name_that_it_is_given() -> None:
    named = part_columns(sheet(parts_1_name=" Đọc hiểu "), PARTS)
    assert [part.name for part in named] == ["", "Đọc hiểu"]
    assert [part.name for part in parts_from(parts_to(named))] == ["", "Đọc hiểu"]


def test_columns_come_apart_and_together_with_what_stands_in_them() -> None:
    three = (LEVELS[0], LevelColumn("VD", "Vận dụng", ("VD",)), LevelColumn("VDC", "Vận dụng cao", ("VDC",)))
    found = sheet(counts_0_1_1="x", shares_0="1,5", shares_1="2")
    apart = found.with_levels(three, "apart")
    assert apart.is_apart and apart.columns == "apart" and apart.shares == ("1,5", "2", "")
    assert apart.rows[0].counts == found.rows[0].counts  # the first column of what was one keeps it, as it was typed
    filled = replace(
        apart, rows=(replace(apart.rows[0], counts={(0, 0): "3", (0, 1): "2", (0, 2): "4", (1, 2): "1"}),), shares=("1", "2", "0,5")
    )
    together = filled.with_levels(LEVELS, "grouped")
    assert together.rows[0].counts == {(0, 0): "3", (0, 1): "6", (1, 1): "1"} and together.shares == ("1", "2,5")
    assert not together.is_apart and together.total() == filled.total()


def test_a_part_of_another_kind_loses_its_table_of_points() -> None:
    assert part_columns(sheet(parts_1_kind="short_answer"), PARTS)[1].score_table is None


def test_sums_are_there_without_script_and_leave_out_what_is_no_number() -> None:
    found = sheet(counts_0_0_1="x")
    assert (found.total(), found.total(0), found.total(level=1), found.points()) == (4, 3, 1, Decimal("1.75"))


def test_every_box_that_cannot_be_read_is_named() -> None:
    wrong = {
        "counts_0_0_0": "-1",
        "counts_0_1_1": "100",
        "parts_0_points": "0",
        "parts_1_code": "I",
        "parts_1_kind": "",
        "parts_0_wanted": "x",
    }
    assert told(sheet(**wrong)).keys() == {
        "counts.0.0.0", "counts.0.1.1", "parts.0.points", "parts.0.code", "parts.1.code", "parts.1.kind", "parts.0.wanted",
    }  # fmt: skip
    assert told(sheet(counts_0_0_0="2½"))["counts.0.0.0"] == "Dòng 1, phần I, mức Biết: hãy ghi số câu từ 0 đến 99."


def test_the_points_of_a_level_are_changed_or_left_open() -> None:
    found = level_columns(sheet(shares_0="4", shares_1=""))
    assert [(level.code, level.share) for level in found] == [("B", Decimal(4)), ("V", None)]
    assert told(sheet(shares_1="nhiều")) == {"shares.1": "Mức Vận dụng: hãy ghi số điểm dự kiến, ví dụ 4, hoặc để trống."}


def test_columns_that_are_not_there_are_not_read() -> None:
    assert sheet(counts_0_7_0="5", counts_0_0_9="5").total() == 4


def test_a_part_goes_with_its_counts_and_the_others_move_up() -> None:
    found = sheet().without_part(0)
    assert [part.code for part in found.parts] == ["II"] and found.rows[0].counts == {(0, 1): "1"}


def test_rows_and_parts_come_move_and_go() -> None:
    found = sheet().with_row().with_part()
    assert len(found.rows) == 3 and found.parts[-1].code == "III"
    assert found.moved_up(1).rows[1].topic == "5" and found.moved_up(0) == found
    assert found.without_row(0).total() == 0 and found.without_row(99) == found

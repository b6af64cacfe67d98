"""A matrix as a value: its sums, what is told of them, and the way to JSON and back."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from curriculum.api import LevelView
from question_bank.rules.matrix.document import table_from, table_to
from question_bank.rules.matrix.expectations import facility_of, seconds_of
from question_bank.rules.matrix.table import Table, remarks, vietnamese
from question_bank.rules.matrix.templates import level_columns, school_templates
from tests.question_bank.rules.matrix.tables import table, unit

FULL = table(unit(0, 1, "Hàm số", (7,), I_B=3, I_V=1), unit(1, 2, "Tích phân", II_B=1))


def told(found: Table) -> list[str]:
    return [str(words) for words in remarks(found, vietnamese)]


def test_counts_and_points_are_summed_by_part_level_and_row() -> None:
    assert (FULL.count(), FULL.count("I"), FULL.count(level="B"), FULL.count("I", "V")) == (5, 4, 4, 1)
    assert (FULL.points(), FULL.points("II"), FULL.points(units=[FULL.units[0]])) == (Decimal(2), Decimal(1), Decimal(1))
    assert FULL.percent("II") == 50 and table().percent() == 0


def test_a_matrix_that_is_not_what_the_format_asks_is_told_part_by_part() -> None:
    assert told(FULL) == ["Mức Biết được 1,75 điểm, dự kiến 1."]
    assert told(table(unit(0, 1, I_B=3, II_V=1))) == [
        "Tổng điểm là 1,75, thang điểm là 2.", "Phần I có 3 câu, định dạng đề yêu cầu 4.", "Mức Biết được 0,75 điểm, dự kiến 1.",
    ]  # fmt: skip


def test_a_matrix_comes_back_from_json_as_it_was() -> None:
    assert table_from(json.loads(json.dumps(table_to(FULL)))) == FULL


@pytest.mark.parametrize(("number", "words"), [("0.250", "0,25"), ("10", "10"), ("100.0", "100"), ("0", "0")])
def test_numbers_are_printed_as_vietnamese_write_them(number: str, words: str) -> None:
    assert vietnamese(Decimal(number)) == words


def test_every_template_of_the_ministry_adds_up_to_ten() -> None:
    for found in (each for each in school_templates() if each.shares):
        assert sum(part.points * (part.wanted or 0) for part in found.parts) == 10 == sum(found.shares.values()), found.code


def test_levels_are_gathered_into_the_columns_of_the_ministry_or_stand_apart() -> None:
    levels = [LevelView("VD", "Vận dụng", "", 3, "Vận dụng"), LevelView("VDC", "Vận dụng cao", "", 4, "Vận dụng")]
    assert [(x.code, x.codes) for x in level_columns(levels, {"VD": Decimal(3)})] == [("VD", ("VD", "VDC"))]
    assert [x.name for x in level_columns(levels, {}, apart=True)] == ["Vận dụng", "Vận dụng cao"]


def test_what_was_measured_and_what_was_said_go_before_what_is_usual() -> None:
    assert facility_of("NB", 0.4) == Decimal("0.4") and facility_of("NB", float("nan")) == facility_of("NB") > facility_of("VD")
    assert facility_of("NB", 1.7) == 1
    assert seconds_of("essay", "VD", 40) == 40 and seconds_of("essay", None) > seconds_of("single_choice", "NB") > 0

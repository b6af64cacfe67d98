"""A workbook that comes back: its headings in either language, and what it would change."""

from __future__ import annotations

import pytest

from lms.rules.gradebook import MARKS, Column
from lms.rules.gradebook_sheet import Pupil, compare
from lms.rules.grades import FINAL, MIDTERM, REGULAR

COLUMNS = [Column(1, 1, REGULAR, 1, "", None), Column(2, 1, MIDTERM, 1, "", None), Column(3, 1, FINAL, 1, "", None)]
PUPILS = [Pupil(10, "HS001", "An")]


@pytest.mark.parametrize("headings", [("Mã HS", "TX1", "GK", "CK"), ("Student code", "R1", "MT", "F")])
def test_the_headings_of_both_languages_come_back(headings: tuple[str, ...]) -> None:
    plan = compare([headings, ("HS001", 8.0, "7,5", 9)], COLUMNS, PUPILS, {}, MARKS)
    assert [(found.column.id, found.text) for found in plan.differences] == [(1, "8,0"), (2, "7,5"), (3, "9,0")]
    assert plan.refused == ()

"""A month as a grid."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.rules.month import grid_span, month_of, read_month

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("2026-12", date(2026, 12, 1)),
        ("2100-01", date(2100, 1, 1)),
        ("", date(2026, 11, 1)),
        ("2026-13", date(2026, 11, 1)),
        ("0000-01", date(2026, 11, 1)),
        ("9999-12", date(2026, 11, 1)),
        ("2026-1", date(2026, 11, 1)),
        ("٢٠٢٦-٠١", date(2026, 11, 1)),
    ],
)
def test_a_month_is_read_from_the_address(typed: str, first: date) -> None:
    assert read_month(typed, TODAY) == first


def test_november_2026_begins_on_a_sunday_and_needs_six_weeks() -> None:
    month = month_of(date(2026, 11, 1), [date(2026, 11, 30), date(2026, 12, 1)], lambda day: day)
    assert len(month.weeks) == 6
    assert (month.weeks[0][0].day, month.weeks[-1][-1].day) == (date(2026, 10, 26), date(2026, 12, 6))
    assert [day.lines for week in month.weeks for day in week if day.lines] == [(date(2026, 11, 30),), (date(2026, 12, 1),)]
    assert (month.previous, month.following) == ("2026-10", "2026-12")


@given(st.dates(date(2000, 1, 1), date(2100, 12, 1)))
def test_a_grid_is_whole_weeks_that_hold_the_month(day: date) -> None:
    first = day.replace(day=1)
    start, end = grid_span(first)
    assert (start.weekday(), end.weekday(), (end - start).days % 7) == (0, 0, 0)
    inside = [it for week in month_of(first, [], lambda line: line).weeks for it in week if it.is_inside]
    assert inside[0].day == first
    assert 28 <= len(inside) <= 31

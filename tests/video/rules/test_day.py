"""A day's schedule as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from video.rules.day import Cell, DayGrid, day_bounds, day_grid, week_of

ZONE = "Asia/Ho_Chi_Minh"
DAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Show:
    channel: str
    starts_at: datetime
    ends_at: datetime


def show(channel: str, hour: float, minutes: float) -> Show:
    starts = datetime(2026, 11, 20, 17, tzinfo=UTC) + timedelta(hours=hour)
    return Show(channel, starts, starts + timedelta(minutes=minutes))


def grid(*shows: Show) -> DayGrid[Show]:
    return day_grid(DAY, ZONE, shows)


def test_a_day_begins_and_ends_at_local_midnight() -> None:
    assert day_bounds(DAY, ZONE) == (datetime(2026, 11, 20, 17, tzinfo=UTC), datetime(2026, 11, 21, 17, tzinfo=UTC))


def test_a_week_is_monday_to_sunday() -> None:
    assert (week_of(DAY)[0], week_of(DAY)[6]) == (date(2026, 11, 16), date(2026, 11, 22))


def test_a_showing_takes_a_column_every_five_minutes_and_gaps_are_kept() -> None:
    one = show("VTV7", 20.5, 15)
    drawn = grid(one)
    assert drawn.hours == (20,)
    assert drawn.channels == (("VTV7", (Cell(6), Cell(3, one), Cell(3))),)


def test_hours_in_which_nothing_is_on_take_no_room() -> None:
    early, late = show("VTV7", 8, 60), show("VTV7", 20, 60)
    drawn = grid(early, late)
    assert drawn.hours == (8, 20)
    assert drawn.channels == (("VTV7", (Cell(12, early), Cell(12, late))),)


def test_every_row_is_as_long_as_the_head() -> None:
    drawn = grid(show("HTV", 9, 30), show("VTV7", 8.25, 100), show("HTV", 20, 7), show("VTV7", 23.5, 60))
    assert [sum(cell.span for cell in cells) for _, cells in drawn.channels] == [drawn.columns] * 2


def test_what_goes_on_over_midnight_is_cut_there() -> None:
    before, after = show("VTV7", -0.5, 60), show("VTV7", 23.5, 60)
    assert grid(before, after).channels == (("VTV7", (Cell(6, before), Cell(12), Cell(6, after))),)


def test_very_short_showings_are_still_drawn_one_after_the_other() -> None:
    first, second = show("VTV7", 8, 1), show("VTV7", 8 + 1 / 60, 4)
    assert grid(first, second).channels == (("VTV7", (Cell(1, first), Cell(1, second), Cell(10))),)


def test_a_day_with_nothing_on_is_empty() -> None:
    assert grid() == DayGrid((), ())

"""A month as a grid of weeks that begin on Monday, and what stands on each day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Day(Generic[T]):
    """A day of the grid; `is_inside` tells those of the month from its neighbours'."""

    day: date
    is_inside: bool
    lines: tuple[T, ...]


@dataclass(frozen=True)
class Month(Generic[T]):
    """`first` is the first day; `weeks` are of seven days each."""

    first: date
    weeks: tuple[tuple[Day[T], ...], ...]

    @property
    def previous(self) -> str:
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def following(self) -> str:
        return f"{self.first + timedelta(days=32):%Y-%m}"


def read_month(typed: str, today: date) -> date:
    """The first day of `2026-11`; of today's month for anything that is no month between 2000 and 2100."""
    found = _MONTH.fullmatch(typed)
    if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR and 1 <= int(found[2]) <= 12:
        return date(int(found[1]), int(found[2]), 1)
    return today.replace(day=1)


def grid_span(first: date) -> tuple[date, date]:
    """The first day of the grid, and the day after its last."""
    start = first - timedelta(days=first.weekday())
    after = (first + timedelta(days=32)).replace(day=1)
    return start, after + timedelta(days=-after.weekday() % 7)


def month_of(first: date, lines: Iterable[T], day_of: Callable[[T], date]) -> Month[T]:
    """The grid with its lines, each day's in the order given."""
    start, end = grid_span(first)
    by_day: dict[date, list[T]] = defaultdict(list)
    for line in lines:
        by_day[day_of(line)].append(line)
    days = [start + timedelta(days=number) for number in range((end - start).days)]
    made = [Day(day, day.month == first.month and day.year == first.year, tuple(by_day[day])) for day in days]
    return Month(first, tuple(tuple(made[place : place + 7]) for place in range(0, len(made), 7)))

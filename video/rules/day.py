"""A day's schedule as a picture: a row a channel, a column every five minutes of the hours in which anything is on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

STEP = 5
PER_HOUR = 60 // STEP
STEPS = 24 * PER_HOUR


class Showing(Protocol):
    """What is drawn: a channel and two aware instants."""

    @property
    def channel(self) -> str: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


S = TypeVar("S", bound=Showing)


@dataclass(frozen=True)
class Cell(Generic[S]):
    """`span` columns that show `showing`, or nothing."""

    span: int
    showing: S | None = None


@dataclass(frozen=True)
class DayGrid(Generic[S]):
    """`hours` in which anything is on; each channel's cells fill `PER_HOUR` columns of every one of them."""

    hours: tuple[int, ...]
    channels: tuple[tuple[str, tuple[Cell[S], ...]], ...]

    @property
    def columns(self) -> int:
        return PER_HOUR * len(self.hours)


def day_bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """The aware instants at which `day` begins and ends in `zone`."""
    begins = datetime.combine(day, time(), ZoneInfo(zone))
    return begins, datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))


def week_of(day: date) -> tuple[date, ...]:
    """Monday to Sunday of the week in which `day` lies."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=n) for n in range(7))


def day_grid(day: date, zone: str, showings: Sequence[S]) -> DayGrid[S]:
    """`showings` (in order of their beginning) of one local day. What goes on over midnight is cut there.

    Nothing is drawn twice: where two rounded ones would touch the same column, the later begins after the earlier.
    """
    begins, _ends = day_bounds(day, zone)
    placed: dict[str, list[tuple[int, int, S]]] = {}
    for showing in showings:
        row = placed.setdefault(showing.channel, [])
        first = max(_step(showing.starts_at, begins), row[-1][1] if row else 0)
        last = max(_step(showing.ends_at, begins), first + 1)
        if first < STEPS:
            row.append((first, min(last, STEPS), showing))
    hours = sorted({step // PER_HOUR for row in placed.values() for first, last, _ in row for step in range(first, last)})
    return DayGrid(tuple(hours), tuple((name, tuple(_cells(placed[name], hours))) for name in sorted(placed)))


def _step(moment: datetime, begins: datetime) -> int:
    return min(STEPS, max(0, round((moment - begins).total_seconds() / 60 / STEP)))


def _cells(row: Iterable[tuple[int, int, S]], hours: Sequence[int]) -> list[Cell[S]]:
    """The row from left to right, gaps included; an hour that is not shown takes no columns."""
    column = {hour: PER_HOUR * place for place, hour in enumerate(hours)}

    def place_of(step: int) -> int:
        return column[step // PER_HOUR] + step % PER_HOUR

    cells: list[Cell[S]] = []
    at = 0
    for first, last, showing in row:
        start, end = place_of(first), place_of(last - 1) + 1
        if start > at:
            cells.append(Cell(start - at))
        cells.append(Cell(end - start, showing))
        at = end
    if at < PER_HOUR * len(hours):
        cells.append(Cell(PER_HOUR * len(hours) - at))
    return cells

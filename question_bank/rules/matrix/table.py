"""A test matrix as a value: content units down, parts by levels across, and what its numbers add up to (CV 7991/BGDĐT-GDTrH)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from core.words import Message, say

Place = tuple[str, str]
"""Part code and level code: a column of the matrix."""


@dataclass(frozen=True)
class PartColumn:
    """A part of the paper: questions of one kind, `points` each. `wanted` is how many the format asks for, None if it does not say.

    `name` is printed beside its code (Đọc hiểu), "" where the code says enough.
    """

    code: str
    kind: str
    points: Decimal
    score_table: Mapping[str, str] | None = None
    wanted: int | None = None
    name: str = ""


@dataclass(frozen=True)
class LevelColumn:
    """A level of the matrix and the curriculum's levels it takes (Vận dụng: VD, VDC). `share`: the points it should have."""

    code: str
    name: str
    codes: tuple[str, ...]
    share: Decimal | None = None


@dataclass(frozen=True)
class Unit:
    """A row. `chapter` is the topic's root, `outcomes` are (id, text) of its yêu cầu cần đạt; places without questions are left out."""

    index: int
    topic_id: int | None
    topic_code: str | None
    chapter: str
    name: str
    outcomes: tuple[tuple[int, str], ...]
    counts: Mapping[Place, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def outcome_ids(self) -> tuple[int, ...]:
        return tuple(number for number, _ in self.outcomes)


@dataclass(frozen=True)
class Table:
    """The whole matrix. Counts are of questions; a true/false question counts once, by its own level."""

    parts: tuple[PartColumn, ...]
    levels: tuple[LevelColumn, ...]
    units: tuple[Unit, ...]
    scale: Decimal

    def count(self, part: str | None = None, level: str | None = None, units: Iterable[Unit] | None = None) -> int:
        """Questions of that part and level, None being all; of all units or of those given."""
        chosen = self.units if units is None else units
        return sum(n for unit in chosen for (p, v), n in unit.counts.items() if part in (None, p) and level in (None, v))

    def points(self, part: str | None = None, level: str | None = None, units: Iterable[Unit] | None = None) -> Decimal:
        """The points of the same questions."""
        chosen = self.units if units is None else tuple(units)
        return sum((p.points * self.count(p.code, level, chosen) for p in self.parts if part in (None, p.code)), Decimal(0))

    def percent(self, part: str | None = None, level: str | None = None, units: Iterable[Unit] | None = None) -> Decimal:
        """The same as a share of the paper's points, 0 to 100; 0 in an empty matrix."""
        whole = self.points()
        return self.points(part, level, units) * 100 / whole if whole else Decimal(0)

    def part(self, code: str) -> PartColumn:
        """The part of that code; KeyError for none."""
        return {part.code: part for part in self.parts}[code]

    def level(self, code: str) -> LevelColumn:
        """The level of that code; KeyError for none."""
        return {level.code: level for level in self.levels}[code]

    @property
    def places(self) -> tuple[Place, ...]:
        """Every column, part by part."""
        return tuple((part.code, level.code) for part in self.parts for level in self.levels)


def renamed(table: Table, levels: Mapping[str, str], topics: Mapping[str, str]) -> Table:
    """The same in other words for its levels and its topics, each by its name; what has no other word stays as it is."""
    columns = tuple(replace(level, name=levels.get(level.name, level.name)) for level in table.levels)
    units = (replace(x, name=topics.get(x.name, x.name), chapter=topics.get(x.chapter, x.chapter)) for x in table.units)
    return replace(table, levels=columns, units=tuple(units))


def remarks(table: Table, spelled: Callable[[Decimal], str]) -> list[Message]:
    """Where the numbers are not what the format or CV 7991 asks: to be looked at, never in the way; points as `spelled`."""
    found = []
    if table.points() != table.scale:
        found.append(say("Tổng điểm là %(points)s, thang điểm là %(scale)s.", points=spelled(table.points()), scale=spelled(table.scale)))
    for part in table.parts:
        if part.wanted is not None and table.count(part.code) != part.wanted:
            found.append(
                say(
                    "Phần %(part)s có %(n)d câu, định dạng đề yêu cầu %(wanted)d.",
                    part=part.code,
                    n=table.count(part.code),
                    wanted=part.wanted,
                )
            )
    for level in table.levels:
        if level.share is not None and table.points(level=level.code) != level.share:
            got, asked = spelled(table.points(level=level.code)), spelled(level.share)
            found.append(say("Mức %(level)s được %(points)s điểm, dự kiến %(share)s.", level=level.name, points=got, share=asked))
    return found


def vietnamese(number: Decimal) -> str:
    """A number as a matrix prints it: "0,25", "3"."""
    return f"{number.normalize():f}".replace(".", ",")

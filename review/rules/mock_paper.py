"""A mock paper after a national format: what it asks, what it is worth, and what the open banks lack for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curriculum.api import NationalFormat


@dataclass(frozen=True)
class PaperPart:
    """`count` questions of a kind at `points` each; `found` of them are there. `score_table`: {statements right: points}."""

    code: str
    kind: str
    count: int
    points: Decimal
    score_table: Mapping[str, Decimal] | None
    found: int

    @property
    def is_short(self) -> bool:
        return self.found < self.count

    @property
    def shares(self) -> dict[str, str] | None:
        """The score table as shares of a question's points, as a paper takes it."""
        if self.score_table is None:
            return None
        return {right: f"{(points / self.points).normalize():f}" for right, points in self.score_table.items()}


@dataclass(frozen=True)
class Paper:
    """A whole paper. `is_half` is half the questions of every part in half the time."""

    subject_code: str
    minutes: int
    is_half: bool
    parts: tuple[PaperPart, ...]

    @property
    def count(self) -> int:
        return sum(part.count for part in self.parts)

    @property
    def points(self) -> Decimal:
        return sum((part.count * part.points for part in self.parts), Decimal(0))

    @property
    def short(self) -> tuple[PaperPart, ...]:
        """The parts that cannot be filled."""
        return tuple(part for part in self.parts if part.is_short)


def paper_of(wanted: NationalFormat, available: Mapping[str, int], *, is_half: bool = False) -> Paper:
    """The paper of a format. `available`: kind -> ready questions in the open banks; parts of one kind share them in order."""
    left = dict(available)
    parts = []
    for each in wanted.parts:
        count = (each.count + 1) // 2 if is_half else each.count
        found = min(count, left.get(each.kind, 0))
        left[each.kind] = left.get(each.kind, 0) - found
        parts.append(PaperPart(each.part, each.kind, count, each.question_points, each.score_table, found))
    minutes = (wanted.minutes + 1) // 2 if is_half else wanted.minutes
    return Paper(wanted.subject_code, minutes, is_half, tuple(parts))


def is_offered(wanted: NationalFormat, marked_at_once: Collection[str]) -> bool:
    """Whether a format can be taken as a mock exam at all: a part that people mark would leave the pupil without a score."""
    return all(part.kind in marked_at_once for part in wanted.parts)

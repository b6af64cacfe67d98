"""From marks to scores: points of an answer, sums by part, the scale of ten, and who passed. Decimal throughout, half up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
STORED = Decimal("0.0001")


@dataclass(frozen=True)
class MarkedPoints:
    """What one answer earned in its part; `points` is None while a person has still to mark it."""

    part_id: int
    points: Decimal | None
    max_points: Decimal


@dataclass(frozen=True)
class PartTotal:
    points: Decimal
    max_points: Decimal
    on_ten: Decimal
    passed: bool


@dataclass(frozen=True)
class Total:
    """A sitting's score. `passed` is None when no part asks for a minimum; nothing is final until `is_complete`."""

    points: Decimal
    max_points: Decimal
    on_ten: Decimal
    passed: bool | None
    is_complete: bool
    parts: Mapping[int, PartTotal]


def points_of(fraction: Decimal, max_points: Decimal) -> Decimal:
    """What a share of a question's points is worth, to four decimals."""
    return (fraction * max_points).quantize(STORED, ROUND_HALF_UP)


def on_ten(points: Decimal, max_points: Decimal) -> Decimal:
    """On the scale of ten with two decimals (TTLT 17/2016); nothing out of nothing is 0."""
    return (points * 10 / max_points).quantize(CENT, ROUND_HALF_UP) if max_points else Decimal(0)


def total_of(marks: Iterable[MarkedPoints], minimums: Mapping[int, Decimal]) -> Total:
    """The score of one sitting. `minimums`: part id -> percent of its points that must be reached; every part must be passed.

    A minimum is compared with the exact points, never with the rounded score: 4,996 out of 10 shows as 5,00 and is not 50 %.
    """
    marked = list(marks)
    parts = {part_id: _part([m for m in marked if m.part_id == part_id], minimum) for part_id, minimum in minimums.items()}
    points = sum((part.points for part in parts.values()), Decimal(0))
    max_points = sum((part.max_points for part in parts.values()), Decimal(0))
    has_minimum = any(minimum > 0 for minimum in minimums.values())
    passed = all(part.passed for part in parts.values()) if has_minimum else None
    is_complete = all(mark.points is not None for mark in marked)
    return Total(points, max_points, on_ten(points, max_points), passed, is_complete, parts)


def _part(marks: list[MarkedPoints], minimum: Decimal) -> PartTotal:
    points = sum((mark.points or Decimal(0) for mark in marks), Decimal(0))
    max_points = sum((mark.max_points for mark in marks), Decimal(0))
    return PartTotal(points, max_points, on_ten(points, max_points), passed=points * 100 >= minimum * max_points)

"""What a mock exam came to, added up by whatever it is asked by: part, topic, level."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Sum(Generic[K]):
    """Questions of one kind, topic or level: how many, how many with full points, and the points earned of those to be had."""

    key: K
    count: int
    right: int
    points: Decimal
    max_points: Decimal

    @property
    def percent(self) -> int:
        """The share of the points, rounded to a whole percent; 0 of nothing."""
        return int((self.points * 100 / self.max_points).to_integral_value()) if self.max_points else 0


def summed(earned: Iterable[tuple[K, Decimal, Decimal]]) -> list[Sum[K]]:
    """(key, points, most points) of each question, added up by key in the order in which the keys first come."""
    sums: dict[K, Sum[K]] = {}
    for key, points, most in earned:
        so_far = sums.get(key, Sum(key, 0, 0, Decimal(0), Decimal(0)))
        sums[key] = Sum(key, so_far.count + 1, so_far.right + (points == most), so_far.points + points, so_far.max_points + most)
    return list(sums.values())

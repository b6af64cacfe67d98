"""The shape of a room's scores: how many in each point from 0 to 10, the mean and the middle. Decimal, half up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

BINS = 10
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Distribution:
    """`counts[i]` scores lie from i to under i + 1; ten itself is in the last. Mean and median are None for no scores."""

    counts: tuple[int, ...]
    mean: Decimal | None
    median: Decimal | None

    @property
    def total(self) -> int:
        return sum(self.counts)


def distribution_of(counted: Mapping[Decimal, int]) -> Distribution:
    """From score on ten -> how many have it."""
    counts = [0] * BINS
    for score, count in counted.items():
        counts[min(BINS - 1, int(score))] += count
    total = sum(counts)
    if not total:
        return Distribution(tuple(counts), None, None)
    whole = sum((score * count for score, count in counted.items()), Decimal(0))
    return Distribution(tuple(counts), _cents(whole / total), _median(sorted(counted.items()), total))


def _median(ordered: Sequence[tuple[Decimal, int]], total: int) -> Decimal:
    lower, upper = _nth(ordered, (total - 1) // 2), _nth(ordered, total // 2)
    return _cents((lower + upper) / 2)


def _nth(ordered: Sequence[tuple[Decimal, int]], place: int) -> Decimal:
    for score, count in ordered:
        if place < count:
            return score
        place -= count
    raise IndexError(place)


def _cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)

"""How much of an episode a person has watched, as far as it can be believed: playing takes real time, so nobody is credited with more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

Stretch = tuple[float, float]
"""From and to, in seconds of the episode."""

FASTEST = 2.0
SLOWEST = 0.25
TOLERANCE_SECONDS = 5.0
"""Clocks and networks waver: so much may be believed ahead of time, once and not per report."""
LONGEST_GAP_SECONDS = 300.0
"""A report that was kept back by a broken line may cover so much; a page left open overnight earns no more."""
MOST_STRETCHES = 500
"""A record stays small whatever is sent; no person jumps about more than this."""
COMPLETE_SHARE = 0.9
LEAST_TO_RESUME_SECONDS = 5.0
LEAST_LEFT_SECONDS = 10.0


@dataclass(frozen=True)
class Believed:
    """What a report adds up to: all seen, what of it was seen more than once, and what is left of the budget."""

    seen: list[Stretch]
    again: list[Stretch]
    budget_seconds: float


def merge(stretches: Iterable[Sequence[float]]) -> list[Stretch]:
    """The same seconds in order, without overlaps and empty pieces."""
    merged: list[Stretch] = []
    for start, end in sorted((float(start), float(end)) for start, end in stretches):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def length(stretches: Iterable[Sequence[float]]) -> float:
    """Seconds in all, of stretches that do not overlap."""
    return sum(end - start for start, end in stretches)


def within(stretches: Iterable[Sequence[float]], duration: float) -> list[Stretch]:
    """The part of each that lies in the episode: a player rounds its last second up."""
    return [(start, min(end, duration)) for start, end in stretches if start < duration and start < end]


def overlap(ones: Sequence[Sequence[float]], others: Sequence[Sequence[float]]) -> list[Stretch]:
    """The seconds in both; each side merged."""
    found, i, j = [], 0, 0
    while i < len(ones) and j < len(others):
        start, end = max(ones[i][0], others[j][0]), min(ones[i][1], others[j][1])
        if start < end:
            found.append((start, end))
        if ones[i][1] < others[j][1]:
            i += 1
        else:
            j += 1
    return found


def earned(elapsed_seconds: float, speed: float) -> float:
    """How many seconds of an episode can have been played in real time; none when the clock went back."""
    return min(max(elapsed_seconds, 0.0), LONGEST_GAP_SECONDS) * min(max(speed, SLOWEST), FASTEST)


def affordable(stretches: Iterable[Stretch], budget: float) -> list[Stretch]:
    """The stretches in the order they were played, as far as `budget` seconds reach."""
    kept = []
    for start, end in stretches:
        end = min(end, start + budget)
        if end <= start:
            break
        kept.append((start, end))
        budget -= end - start
    return kept


def believe(
    seen: Sequence[Sequence[float]],
    again: Sequence[Sequence[float]],
    claimed: Sequence[Sequence[float]],
    *,
    duration: float,
    budget_seconds: float,
    elapsed_seconds: float,
    speed: float,
) -> Believed:
    """What may be believed of `claimed` stretches, given what was `seen` before and what the time since then allows.

    Every second played takes time, so one seen again costs as much as a new one: two devices share one budget.
    """
    budget = max(budget_seconds, 0.0) + earned(elapsed_seconds, speed)
    paid = affordable(within(claimed, duration), budget)
    before, now, repeated = merge(seen), merge(paid), list(again)
    repeated += overlap(before, now) + _played_twice(paid)
    left = min(TOLERANCE_SECONDS, max(budget - length(paid), 0.0))
    return Believed(_bounded(merge([*before, *now])), _bounded(merge(repeated)), left)


def share_of(watched_seconds: float, duration: float) -> float:
    """0 to 1 by hundredths, so that the last half second that no player reports is not missed."""
    return min(1.0, round(watched_seconds / duration, 2)) if duration > 0 else 0.0


def is_complete(share: float) -> bool:
    return share >= COMPLETE_SHARE


def is_news(before: float, after: float) -> bool:
    """Whether others are told: a tenth more than they knew, or the whole."""
    return int(after * 10 + 1e-9) > int(before * 10 + 1e-9)


def resume_at(position: float, duration: float) -> int | None:
    """The second to go on from; None when the person had hardly begun or was at the end."""
    return int(position) if LEAST_TO_RESUME_SECONDS <= position <= duration - LEAST_LEFT_SECONDS else None


def heat(records: Sequence[Sequence[Sequence[float]]], duration: float) -> list[float]:
    """By minute of the episode, the share of `records` (each merged) that cover it: 0 to 1."""
    minutes = [(60.0 * n, min(60.0 * (n + 1), duration)) for n in range(ceil(duration / 60))]
    if not records:
        return [0.0] * len(minutes)
    return [sum(length(overlap(record, [minute])) for record in records) / (minute[1] - minute[0]) / len(records) for minute in minutes]


def _played_twice(paid: Sequence[Stretch]) -> list[Stretch]:
    twice: list[Stretch] = []
    so_far: list[Stretch] = []
    for stretch in paid:
        twice += overlap(so_far, [stretch])
        so_far = merge([*so_far, stretch])
    return twice


def _bounded(stretches: list[Stretch]) -> list[Stretch]:
    """The longest of too many, in order."""
    if len(stretches) <= MOST_STRETCHES:
        return stretches
    return sorted(sorted(stretches, key=lambda each: each[0] - each[1])[:MOST_STRETCHES])

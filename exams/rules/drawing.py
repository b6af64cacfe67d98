"""Drawing a form: which question answers which line of the plan. Exact: if the bank can fill the lines at all, it does."""

from __future__ import annotations

import random
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Q = TypeVar("Q", bound=Hashable)


@dataclass(frozen=True)
class Line(Generic[Q]):
    """One line of the plan: `count` questions out of `pool`. Pools of different lines may overlap."""

    count: int
    pool: Sequence[Q]


@dataclass(frozen=True)
class ShortLine:
    """A line that cannot be filled: `found` of `wanted` is the most there is beside the other lines."""

    index: int
    wanted: int
    found: int


@dataclass(frozen=True)
class Draw(Generic[Q]):
    """Questions of each line, in the order of the lines; `short` names the lines that could not be filled."""

    chosen: tuple[tuple[Q, ...], ...]
    short: tuple[ShortLine, ...]


def draw(lines: Sequence[Line[Q]], seed: str, used: Mapping[Q, int] | None = None) -> Draw[Q]:
    """Choose for every line without taking a question twice; the same seed chooses the same.

    Questions with a lower count in `used` come first, so that forms share as few as the bank allows. Places and questions are
    matched by augmenting paths: a question wanted by two lines is moved to the one that has no other.
    """
    counts = used or {}
    preferences = [_preferred(line.pool, f"{seed}:{index}", counts) for index, line in enumerate(lines)]
    taken: dict[Q, int] = {}  # question -> line
    for index in sorted(range(len(lines)), key=lambda i: len(lines[i].pool)):
        for _ in range(lines[index].count):
            if not _place(index, preferences, taken, set()):
                break
    chosen = tuple(tuple(q for q in preferences[i] if taken.get(q) == i) for i in range(len(lines)))
    short = tuple(ShortLine(i, line.count, len(chosen[i])) for i, line in enumerate(lines) if len(chosen[i]) < line.count)
    return Draw(chosen, short)


def _preferred(pool: Sequence[Q], seed: str, used: Mapping[Q, int]) -> list[Q]:
    shuffled = list(pool)
    random.Random(seed).shuffle(shuffled)
    return sorted(shuffled, key=lambda question: used.get(question, 0))


def _place(index: int, preferences: Sequence[Sequence[Q]], taken: dict[Q, int], tried: set[Q]) -> bool:
    """Find one more question for line `index`, moving others' questions along when that frees one."""
    for question in preferences[index]:
        if question not in taken:
            taken[question] = index
            return True
    for question in preferences[index]:
        holder = taken[question]
        if holder == index or question in tried:
            continue
        tried.add(question)
        if _place(holder, preferences, taken, tried):
            taken[question] = index
            return True
    return False


def shuffled(items: Sequence[Q], seed: str) -> tuple[Q, ...]:
    """`items` in an order that depends on nothing but the seed."""
    mixed = list(items)
    random.Random(seed).shuffle(mixed)
    return tuple(mixed)

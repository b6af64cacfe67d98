"""What a drawn paper must keep beside its cells: time, enemies, at most so many of a kind, predicted difficulty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from question_bank.rules.matrix.cells import Candidate, Cell


@dataclass(frozen=True)
class Limits:
    """`sets` of questions are drawn, one for each parallel form (one in all when forms are shuffles). None asks nothing.

    `shares`: a question may stand in several sets. `facility`: from, to, the share of points that pupils are expected to earn;
    `spread`: how far the sets may lie apart in it.
    """

    sets: int = 1
    shares: bool = False
    seconds: int | None = None
    per_outcome: int | None = None
    per_tag: int | None = None
    facility: tuple[Decimal, Decimal] | None = None
    spread: Decimal | None = None


class Limit(StrEnum):
    """Which limit."""

    ENEMIES = "enemies"
    SECONDS = "seconds"
    OUTCOME = "outcome"
    TAG = "tag"
    FACILITY = "facility"
    SPREAD = "spread"


@dataclass(frozen=True)
class Obstacle:
    """A limit that nothing could keep, and by how much the best draw breaks it: questions, seconds, or points times facility.

    `names`: the two questions, the outcome id, the tag.
    """

    limit: Limit
    names: tuple[int | str, ...]
    over: Decimal


Terms = tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Watch:
    """A limit on a weighted count of variables. `unit`: how much of it weighs as much as one question too many."""

    limit: Limit
    names: tuple[int | str, ...]
    terms: Terms
    low: float | None
    high: float | None
    unit: float = 1.0


Variables = Mapping[tuple[int, int], int]
"""{(question id, cell): number of the variable} of one set."""


def watches(
    cells: Sequence[Cell], known: Mapping[int, Candidate], sets: Sequence[Variables], enemies: Sequence[tuple[int, int]], limits: Limits,
    level: int,
) -> Iterator[Watch]:  # fmt: skip
    """Every limit over every set. `level` is a free variable: the least facility of a set, for the spread."""
    whole = float(sum(cell.count * cell.points for cell in cells))
    for variables in sets:
        yield from _enemies(variables, enemies)
        if limits.seconds is not None:
            terms = tuple((v, float(known[q].seconds)) for (q, _), v in variables.items())
            yield Watch(Limit.SECONDS, (), terms, None, float(limits.seconds), unit=60)
        if limits.per_outcome is not None:
            yield from _at_most(
                Limit.OUTCOME, limits.per_outcome, variables, {q: (x.outcome_id,) for q, x in known.items() if x.outcome_id}
            )
        if limits.per_tag is not None:
            yield from _at_most(Limit.TAG, limits.per_tag, variables, {q: x.tags for q, x in known.items()})
        expected = tuple((v, float(cells[c].points * known[q].facility)) for (q, c), v in variables.items())
        if limits.facility is not None:
            low, high = limits.facility
            yield Watch(Limit.FACILITY, (), expected, float(low) * whole, float(high) * whole, unit=0.1)
        if limits.spread is not None and len(sets) > 1:
            yield Watch(Limit.SPREAD, (), (*expected, (level, -1.0)), 0.0, float(limits.spread) * whole, unit=0.1)


def _enemies(variables: Variables, enemies: Iterable[tuple[int, int]]) -> Iterator[Watch]:
    of: dict[int, list[int]] = {}
    for (question, _), variable in variables.items():
        of.setdefault(question, []).append(variable)
    for pair in enemies:
        if pair[0] in of and pair[1] in of:
            yield Watch(Limit.ENEMIES, pair, tuple((variable, 1.0) for each in pair for variable in of[each]), None, 1.0)


def _at_most(limit: Limit, most: int, variables: Variables, names: Mapping[int, Sequence[int | str]]) -> Iterator[Watch]:
    """One watch for each name that more questions bear than may stand together."""
    bearing: dict[int | str, list[tuple[int, float]]] = {}
    for (question, _), variable in variables.items():
        for name in names.get(question, ()):
            bearing.setdefault(name, []).append((variable, 1.0))
    for name, terms in bearing.items():
        if len(terms) > most:
            yield Watch(limit, (name,), tuple(terms), None, float(most))

"""Drawing questions for a matrix, exactly: every cell filled, no question twice, and every limit kept, or the limit in the way named."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from question_bank.rules.matrix.cells import Candidate, Cell, fitting
from question_bank.rules.matrix.limits import Limit, Limits, Obstacle, Watch, watches
from question_bank.rules.matrix.program import Program, solve

SPARE = 30
"""Beside five times what a cell wants, this many questions are enough to try first; all of them are tried before giving up."""


@dataclass(frozen=True)
class Pick:
    """A question drawn for a cell."""

    cell: int
    question_id: int


Set = tuple[Pick, ...]
"""The questions of one paper, cell by cell."""


@dataclass(frozen=True)
class Drawn:
    """`sets` of questions, or the `obstacles` that no draw can get around."""

    sets: tuple[Set, ...]
    obstacles: tuple[Obstacle, ...] = ()


def draw(
    cells: Sequence[Cell], questions: Sequence[Candidate], enemies: Iterable[tuple[int, int]], limits: Limits, seed: str, seconds: float
) -> Drawn:
    """The same seed and questions give the same draw. The cells must be proven to be fillable. OutOfTime after `seconds` in each try."""
    known = {question.id: question for question in sorted(questions, key=lambda each: each.id)}
    enemies = [pair for pair in enemies if pair[0] in known and pair[1] in known]
    fits = fitting(cells, list(known.values()))
    few = _few(cells, known, fits, limits, seed)
    for offered in (few, fits) if len(few) < len(fits) else (fits,):
        task = _Task(cells, known, offered, limits, seed)
        if (values := solve(task.strict(enemies), seconds)) is not None:
            return Drawn(task.sets(values))
    task = _Task(cells, known, fits, limits, seed)
    given_way = task.giving(enemies)
    return Drawn((), task.obstacles(solve(given_way, seconds) or []))


def _few(
    cells: Sequence[Cell], known: Mapping[int, Candidate], fits: Mapping[int, tuple[int, ...]], limits: Limits, seed: str
) -> dict[int, tuple[int, ...]]:
    """Enough questions for every cell, the least used first, else by chance."""
    chance = random.Random(f"{seed}:few")
    mixed = sorted(fits, key=lambda each: (known[each].exposures, chance.random()))
    room = [cell.count * limits.sets * 5 + SPARE for cell in cells]
    taken = set()
    for number in mixed:
        if any(room[cell] > 0 for cell in fits[number]):
            taken.add(number)
            for cell in fits[number]:
                room[cell] -= 1
    return {number: fits[number] for number in fits if number in taken}


class _Task:
    """One program: a variable for every question in every cell that takes it, in every set."""

    def __init__(
        self, cells: Sequence[Cell], known: Mapping[int, Candidate], fits: Mapping[int, tuple[int, ...]], limits: Limits, seed: str
    ) -> None:
        self.cells, self.known, self.fits, self.limits = cells, known, fits, limits
        self.program = Program()
        self.watched: list[tuple[Watch, list[int]]] = []
        chance = random.Random(seed)
        self.picked = [
            {number: {cell: self.program.variable(self._cost(number, chance)) for cell in places} for number, places in fits.items()}
            for _ in range(limits.sets)
        ]

    def _cost(self, number: int, chance: random.Random) -> float:
        """Chance mixes; what many have seen comes later."""
        return 0.1 + chance.random() + min(self.known[number].exposures, 50)

    def strict(self, enemies: Iterable[tuple[int, int]]) -> Program:
        """Every limit holds."""
        self._fill()
        for watch in self._watches(enemies):
            self._hold(watch, [])
        return self.program

    def giving(self, enemies: Iterable[tuple[int, int]]) -> Program:
        """Limits give way, as little as they can: what gives way is what stands in the way."""
        self.program.costs = [0.0] * len(self.program.costs)
        self._fill()
        for watch in self._watches(enemies):
            slack = [self.program.variable(1 / watch.unit, 1e6, whole=False) for side in (watch.low, watch.high) if side is not None]
            self.watched.append((watch, slack))
            self._hold(watch, slack)
        return self.program

    def _fill(self) -> None:
        for places in self.picked:
            for index, cell in enumerate(self.cells):
                self.program.exactly([(of[index], 1.0) for of in places.values() if index in of], cell.count)
        for number, cells in self.fits.items():
            together = [list(places[number].values()) for places in self.picked]
            groups = together if self.limits.shares else [list(chain(*together))]
            if len(cells) > 1 or not self.limits.shares:
                for group in groups:
                    self.program.at_most([(variable, 1.0) for variable in group], 1)

    def _watches(self, enemies: Iterable[tuple[int, int]]) -> list[Watch]:
        sets = [{(number, cell): variable for number, of in places.items() for cell, variable in of.items()} for places in self.picked]
        level = self.program.variable(0, 1e6, whole=False)
        return list(watches(self.cells, self.known, sets, list(enemies), self.limits, level))

    def _hold(self, watch: Watch, slack: Sequence[int]) -> None:
        left = list(slack)
        if watch.low is not None:
            self.program.at_least([*watch.terms, *((number, 1.0) for number in left[:1])], watch.low)
            left = left[1:]
        if watch.high is not None:
            self.program.at_most([*watch.terms, *((number, -1.0) for number in left[:1])], watch.high)

    def sets(self, values: Sequence[float]) -> tuple[Set, ...]:
        """The picks of every set, in the order of cells and ids."""
        return tuple(
            tuple(sorted((Pick(c, number) for number, of in places.items() for c, v in of.items() if values[v] > 0.5), key=_order))
            for places in self.picked
        )

    def obstacles(self, values: Sequence[float]) -> tuple[Obstacle, ...]:
        """The limits that gave way, each with how far; told once, however many sets it is in the way of."""
        over: dict[tuple[Limit, tuple[int | str, ...]], float] = {}
        for watch, slack in self.watched if values else []:
            by = sum(values[number] for number in slack)
            over[watch.limit, watch.names] = max(by, over.get((watch.limit, watch.names), 0))
        return tuple(Obstacle(limit, names, Decimal(str(round(by, 3)))) for (limit, names), by in over.items() if by > 1e-4)


def _order(pick: Pick) -> tuple[int, int]:
    return pick.cell, pick.question_id

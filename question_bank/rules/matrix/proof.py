"""Can the bank fill the matrix? Exact: a maximum flow from kinds of questions to cells, so overlapping cells are never counted twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from question_bank.rules.matrix.cells import Supply


@dataclass(frozen=True)
class Shortage:
    """Cells that together want more than there is: `wanted` of them all, `found` questions fit any of them.

    `missing` is how many questions must be written for one of `cells`, whichever, before all can be filled.
    """

    cells: tuple[int, ...]
    wanted: int
    found: int

    @property
    def missing(self) -> int:
        return self.wanted - self.found


@dataclass(frozen=True)
class Proof:
    """`filled`: the most questions each cell gets when as many places as possible are filled; `shortages` explain what is not."""

    filled: tuple[int, ...]
    shortages: tuple[Shortage, ...]

    @property
    def holds(self) -> bool:
        return not self.shortages


def prove(wanted: Sequence[int], supply: Supply) -> Proof:
    """`wanted`: questions per cell; `supply`: how many questions fit exactly which cells."""
    flow = _Flow(wanted, supply)
    for cell in sorted(range(len(wanted)), key=lambda each: (flow.reach(each), each)):
        flow.fill(cell)
    filled = tuple(flow.got(cell) for cell in range(len(wanted)))
    return Proof(filled, _shortages(flow, filled))


def _shortages(flow: _Flow, filled: Sequence[int]) -> tuple[Shortage, ...]:
    """One for each knot of cells that compete for the same questions (by Hall's theorem no question can be had from outside it)."""
    short = {cell for cell, got in enumerate(filled) if got < flow.wanted[cell]}
    tied = set().union(*(flow.knot(cell) for cell in short))
    found = []
    while tied:
        knot = flow.neighbours(min(tied), tied)
        tied -= knot
        there = sum(count for places, count in flow.supply.items() if places & knot)
        found.append(Shortage(tuple(sorted(knot)), sum(flow.wanted[each] for each in knot), there))
    return tuple(found)


class _Flow:
    """A flow that grows. `used[places, cell]`: questions of that sort given to that cell."""

    def __init__(self, wanted: Sequence[int], supply: Supply) -> None:
        self.wanted = wanted
        self.supply: Mapping[frozenset[int], int] = {places: supply[places] for places in sorted(supply, key=sorted)}
        self.used: dict[tuple[frozenset[int], int], int] = {}
        self.sorts = [[places for places in self.supply if cell in places] for cell in range(len(wanted))]

    def reach(self, cell: int) -> int:
        """How many questions fit the cell at all."""
        return sum(self.supply[places] for places in self.sorts[cell])

    def got(self, cell: int) -> int:
        return sum(self.used.get((places, cell), 0) for places in self.sorts[cell])

    def fill(self, cell: int) -> None:
        """Give the cell as many as can be had, moving others' questions along where that frees some."""
        need = self.wanted[cell] - self.got(cell)
        while need and (path := self._way(cell)):
            amount = min(need, self._room(path))
            self._send(path, amount)
            need -= amount

    def knot(self, cell: int) -> set[int]:
        """Every cell whose questions could be moved to this one, when none is left over."""
        return set(self._search(cell)[0])

    def neighbours(self, cell: int, among: set[int]) -> set[int]:
        """The cell and those of `among` that are tied to it by questions that fit both, from neighbour to neighbour."""
        found, waiting = {cell}, [cell]
        for at in waiting:
            near = {other for sort in self.sorts[at] for other in sort if other in among} - found
            found |= near
            waiting += sorted(near)
        return found

    def _way(self, cell: int) -> list[tuple[frozenset[int], int]]:
        """[(sort, the cell it goes to), …] from a sort with questions left, back to `cell`; [] when there is none."""
        came, free = self._search(cell)
        if free is None:
            return []
        path, (sort, at) = [], free
        while True:
            path.append((sort, at))
            step = came[at]
            if step is None:
                return path
            sort, at = step

    def _search(self, cell: int) -> tuple[dict[int, tuple[frozenset[int], int] | None], tuple[frozenset[int], int] | None]:
        came: dict[int, tuple[frozenset[int], int] | None] = {cell: None}
        waiting, seen = [cell], set()
        for at in waiting:
            for sort in self.sorts[at]:
                if sort in seen:
                    continue
                seen.add(sort)
                if self._left(sort):
                    return came, (sort, at)
                for holder in sorted(sort):
                    if holder not in came and self.used.get((sort, holder), 0):
                        came[holder] = (sort, at)
                        waiting.append(holder)
        return came, None

    def _left(self, sort: frozenset[int]) -> int:
        return self.supply[sort] - sum(self.used.get((sort, cell), 0) for cell in sort)

    def _room(self, path: Sequence[tuple[frozenset[int], int]]) -> int:
        moved = [self.used[sort, holder] for (sort, _), (_, holder) in zip(path[1:], path, strict=False)]
        return min([self._left(path[0][0]), *moved])

    def _send(self, path: Sequence[tuple[frozenset[int], int]], amount: int) -> None:
        for index, (sort, cell) in enumerate(path):
            self.used[sort, cell] = self.used.get((sort, cell), 0) + amount
            if index:
                self.used[sort, path[index - 1][1]] -= amount

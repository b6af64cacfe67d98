"""A matrix against what banks hold: the proof, and in words which cells are short and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from core.words import Message, say
from question_bank.rules.matrix.cells import Cell, Tagged, cells_of
from question_bank.rules.matrix.proof import Proof, Shortage, prove
from question_bank.rules.matrix.table import Table


class Stocked(Tagged, Protocol):
    """Questions alike: `free` of them may be drawn, `held` are kept back for now."""

    @property
    def free(self) -> int: ...
    @property
    def held(self) -> int: ...


@dataclass(frozen=True)
class CellCheck:
    """A cell and what it can get: `reach` questions fit it, `filled` are left for it beside the others, `held` would fit but are kept back."""

    cell: Cell
    wanted: int
    reach: int
    filled: int
    held: int

    @property
    def is_short(self) -> bool:
        return self.filled < self.wanted


@dataclass(frozen=True)
class CellState:
    """`standing`: "ok"; "short", too few questions fit the cell; "tied", enough fit it, but other cells need the same ones."""

    check: CellCheck
    standing: str


@dataclass(frozen=True)
class Check:
    """The matrix, cell by cell, for `sets` papers that share no question."""

    table: Table
    cells: tuple[CellCheck, ...]
    shortages: tuple[Shortage, ...]

    @property
    def holds(self) -> bool:
        """Whether everything can be filled, and there is something to fill."""
        return bool(self.cells) and not self.shortages

    @property
    def places(self) -> dict[tuple[int, str, str], CellState]:
        """{(row, part, level): the check of that place and how it stands}."""
        tied = {index for shortage in self.shortages for index in shortage.cells}
        return {(x.cell.row, x.cell.part, x.cell.level): CellState(x, _standing(x, index in tied)) for index, x in enumerate(self.cells)}


def check(table: Table, stocks: Sequence[Stocked], sets: int = 1) -> Check:
    """Prove it. A question that several cells could take is counted once."""
    cells = cells_of(table)
    places = [frozenset(index for index, cell in enumerate(cells) if cell.takes(stock)) for stock in stocks]
    proof = prove([cell.count * sets for cell in cells], _supply(zip(places, stocks, strict=True)))
    reach = [_sum(index, places, [stock.free for stock in stocks]) for index in range(len(cells))]
    held = [_sum(index, places, [stock.held for stock in stocks]) for index in range(len(cells))]
    return Check(table, _checks(cells, sets, reach, proof, held), proof.shortages)


def short_words(found: Check, kinds: dict[str, Message]) -> list[Message]:
    """One sentence for each knot of short cells; `kinds` names the kinds of question."""
    return [_words(found, shortage, kinds) for shortage in found.shortages]


def of_another_kind(found: Check, stocks: Sequence[Stocked], kind: str) -> int:
    """How many questions of `kind` would fit the short cells if that were their kind."""
    cells = [replace(found.cells[index].cell, kind=kind) for shortage in found.shortages for index in shortage.cells]
    return sum(stock.free for stock in stocks if any(cell.takes(stock) for cell in cells))


def cell_words(table: Table, cell: Cell, kinds: dict[str, Message]) -> Message:
    """ "Hàm số · Vận dụng · Trả lời ngắn"."""
    unit, level = table.units[cell.row].name or say("Mọi chủ đề"), table.level(cell.level).name
    return say("%(unit)s · %(level)s · %(kind)s", unit=unit, level=level, kind=kinds[cell.kind])


def _standing(check: CellCheck, is_tied: bool) -> str:
    return "short" if check.reach < check.wanted else "tied" if is_tied else "ok"


def _words(found: Check, shortage: Shortage, kinds: dict[str, Message]) -> Message:
    checks = [found.cells[index] for index in shortage.cells]
    first, held = cell_words(found.table, checks[0].cell, kinds), max(each.held for each in checks)
    gaps: dict[str, object] = {"cell": first, "wanted": shortage.wanted, "found": shortage.found, "held": held, "others": len(checks) - 1}
    if len(checks) > 1:
        return say("%(cell)s và %(others)d ô dùng chung câu hỏi với ô này: cần %(wanted)d, có %(found)d.", **_only(gaps, "held"))
    if held:
        return say(
            "%(cell)s: cần %(wanted)d, có %(found)d (thêm %(held)d câu đang nghỉ, nghi lộ hoặc đã dùng quá giới hạn).",
            **_only(gaps, "others"),
        )
    return say("%(cell)s: cần %(wanted)d, có %(found)d.", **_only(gaps, "held", "others"))


def _only(gaps: dict[str, object], *without: str) -> dict[str, object]:
    return {name: value for name, value in gaps.items() if name not in without}


def _supply(sorts: Iterable[tuple[frozenset[int], Stocked]]) -> dict[frozenset[int], int]:
    counts: dict[frozenset[int], int] = {}
    for places, stock in sorts:
        if places:
            counts[places] = counts.get(places, 0) + stock.free
    return counts


def _sum(index: int, places: Sequence[frozenset[int]], counts: Sequence[int]) -> int:
    return sum(count for fits, count in zip(places, counts, strict=True) if index in fits)


def _checks(cells: Sequence[Cell], sets: int, reach: Sequence[int], proof: Proof, held: Sequence[int]) -> tuple[CellCheck, ...]:
    return tuple(CellCheck(cell, cell.count * sets, reach[i], proof.filled[i], held[i]) for i, cell in enumerate(cells))

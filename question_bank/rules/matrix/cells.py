"""The cells of a matrix that ask for questions, and which questions of a bank each could take. Cells may overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from question_bank.rules.matrix.table import Table


class Tagged(Protocol):
    """What a cell looks at: kind, level, outcome, and `above`, the topic with every topic over it."""

    @property
    def kind(self) -> str: ...
    @property
    def above(self) -> frozenset[int]: ...
    @property
    def level(self) -> str | None: ...
    @property
    def outcome_id(self) -> int | None: ...


@dataclass(frozen=True)
class Candidate:
    """A question that may be drawn. `above` are its topic and every topic over it; `facility` is the share of points pupils earn of it."""

    id: int
    revision_id: int
    kind: str
    above: frozenset[int]
    level: str | None
    outcome_id: int | None
    facility: Decimal
    seconds: int
    exposures: int = 0
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """`count` questions for row `row` of the matrix, in a part at a level."""

    row: int
    part: str
    level: str
    count: int
    points: Decimal
    kind: str
    levels: frozenset[str]
    topic_id: int | None
    outcomes: frozenset[int] = field(default_factory=frozenset)

    def takes(self, question: Tagged) -> bool:
        """Whether the question fits. A row that names outcomes takes those and what has no outcome, not another outcome of its topic."""
        return (
            question.kind == self.kind
            and question.level in self.levels
            and (self.topic_id is None or self.topic_id in question.above)
            and (not self.outcomes or question.outcome_id is None or question.outcome_id in self.outcomes)
        )


def cells_of(table: Table) -> tuple[Cell, ...]:
    """Row by row, part by part, level by level; places without questions are left out."""
    return tuple(
        Cell(
            unit.index, part.code, level.code, count, part.points, part.kind, frozenset(level.codes), unit.topic_id,
            frozenset(unit.outcome_ids),
        )
        for unit in table.units
        for part in table.parts
        for level in table.levels
        if (count := unit.counts.get((part.code, level.code), 0))
    )  # fmt: skip


def fitting(cells: Sequence[Cell], questions: Sequence[Candidate]) -> dict[int, tuple[int, ...]]:
    """{question id: indices of the cells that take it}; questions that fit nowhere are left out.

    Questions alike in kind, level, topic and outcome are looked at once.
    """
    known: dict[tuple[object, ...], tuple[int, ...]] = {}
    found: dict[int, tuple[int, ...]] = {}
    for question in questions:
        alike = (question.kind, question.level, question.above, question.outcome_id)
        if alike not in known:
            known[alike] = tuple(index for index, cell in enumerate(cells) if cell.takes(question))
        if known[alike]:
            found[question.id] = known[alike]
    return found


Supply = Mapping[frozenset[int], int]
"""How many questions fit exactly these cells."""

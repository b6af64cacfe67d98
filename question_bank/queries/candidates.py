"""What banks hold for a matrix: counts for the proof, questions for the draw, and what is kept back now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from core.db import session
from curriculum import api as curriculum
from question_bank.models import Enemy, Figure, Question, State
from question_bank.queries.drawable import cooling, for_papers
from question_bank.rules.matrix.cells import Candidate
from question_bank.rules.matrix.expectations import facility_of, seconds_of

ENOUGH = 30
"""Sittings from which on a question's own figures, of the wording that would be drawn, say more than its level does."""


@dataclass(frozen=True)
class Stock:
    """Questions alike in all that a cell asks for: `free` may be drawn now, `held` are ready but suspected, resting or too often seen."""

    kind: str
    above: frozenset[int]
    level: str | None
    outcome_id: int | None
    free: int
    held: int


def stocks(bank_ids: Iterable[int], kinds: Collection[str], most_exposures: int | None = None) -> list[Stock]:
    """The ready questions of those kinds, counted: two queries and one for the topics."""
    banks = set(bank_ids)
    shape = (Question.kind, Question.topic_id, Question.level, Question.outcome_id)
    kept = [Question.suspected_leak_at.is_not(None), cooling(banks)]
    if most_exposures is not None:
        kept.append(Question.exposures >= most_exposures)
    held = func.sum(case((or_(*kept), 1), else_=0))
    asked = select(*shape, func.count(), held).where(
        Question.bank_id.in_(banks), Question.state == State.READY, Question.kind.in_(kinds), Question.current_revision_id.is_not(None)
    )
    rows = [tuple(row) for row in session.execute(asked.group_by(*shape))]
    above = _above({row[1] for row in rows})
    return [Stock(kind, above[topic], level, outcome, all_ - int(back), int(back)) for kind, topic, level, outcome, all_, back in rows]


def candidates(bank_ids: Iterable[int], kinds: Collection[str], most_exposures: int | None = None) -> list[Candidate]:
    """Every question that may be drawn now, by id."""
    banks = set(bank_ids)
    wanted = [Question.bank_id.in_(banks), Question.kind.in_(kinds), *for_papers(banks), Question.current_revision_id.is_not(None)]
    if most_exposures is not None:
        wanted.append(Question.exposures < most_exposures)
    return _candidates(wanted)


def candidates_by_ids(ids: Iterable[int]) -> dict[int, Candidate]:
    """Questions whatever their state, by id: what stands in a paper already."""
    return {each.id: each for each in _candidates([Question.id.in_(set(ids))])}


def _candidates(wanted: Sequence[ColumnElement[bool]]) -> list[Candidate]:
    columns = (
        Question.id, Question.current_revision_id, Question.kind, Question.topic_id, Question.level, Question.outcome_id,
        Question.seconds, Question.exposures, Question.tags, Figure.facility,
    )  # fmt: skip
    measured = and_(Figure.question_id == Question.id, Figure.revision_id == Question.current_revision_id, Figure.sittings >= ENOUGH)
    rows = list(session.execute(select(*columns).outerjoin(Figure, measured).where(*wanted).order_by(Question.id)))
    above = _above({row.topic_id for row in rows})
    return [
        Candidate(
            row.id, row.current_revision_id or 0, row.kind, above[row.topic_id], row.level, row.outcome_id, facility_of(row.level, row.facility),
            seconds_of(row.kind, row.level, row.seconds), row.exposures, tuple(row.tags),
        )
        for row in rows
    ]  # fmt: skip


def enemies_among(bank_ids: Iterable[int]) -> list[tuple[int, int]]:
    """The pairs of enemies whose first question stands in those banks, by id."""
    asked = select(Enemy.question_id, Enemy.other_id).join(Question, Question.id == Enemy.question_id)
    found = session.execute(asked.where(Question.bank_id.in_(set(bank_ids))).order_by(Enemy.question_id, Enemy.other_id))
    return [(first, second) for first, second in found]


def enemies_of(ids: Collection[int]) -> list[tuple[int, int]]:
    """The pairs of enemies among those questions, the lower id first."""
    found = session.execute(select(Enemy.question_id, Enemy.other_id).where(Enemy.question_id.in_(ids), Enemy.other_id.in_(ids)))
    return [(first, second) for first, second in found]


def _above(topic_ids: Iterable[int | None]) -> Mapping[int | None, frozenset[int]]:
    """Each topic with every topic over it, by its path; nothing for a question without a topic."""
    topics = curriculum.topics_by_ids({number for number in topic_ids if number is not None})
    found: dict[int | None, frozenset[int]] = {None: frozenset()}
    return found | {number: frozenset(int(step) for step in topic.path.split("/") if step) for number, topic in topics.items()}

"""What goes out of a bank: the newest wording of the questions that a filter lets through."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, select

from core.db import session
from curriculum import api as curriculum
from question_bank.formats.contract import OutgoingItem
from question_bank.models import Question, Revision
from question_bank.queries.library import found_by
from question_bank.rules.filter import Filter


def count_of(bank_id: int, wanted: Filter) -> int:
    """How many questions that are."""
    return session.scalar(select(func.count()).select_from(found_by(bank_id, wanted).order_by(None).subquery())) or 0


def outgoing_by_ref(bank_id: int, refs: Collection[str]) -> dict[str, OutgoingItem]:
    """Those of the refs that a question of the bank has, with the question as it goes out."""
    return {item.ref: item for _, item in _outgoing(and_(Question.bank_id == bank_id, Question.ref.in_(refs)))}


def outgoing(bank_id: int, wanted: Filter) -> dict[int, OutgoingItem]:
    """The questions by their id, those without a category first, then category by category; by ref in each.

    The order is made here, for databases sort letters in their own ways.
    """
    found = _outgoing(Question.id.in_(found_by(bank_id, wanted).order_by(None)))
    return dict(sorted(found, key=lambda each: (each[1].category, each[1].ref)))


def _outgoing(which: ColumnElement[bool]) -> list[tuple[int, OutgoingItem]]:
    columns = (
        Question.id, Question.ref, Question.kind, Question.category, Question.tags, Question.topic_id, Question.outcome_id, Question.level,
        Revision.content,
    )  # fmt: skip
    rows = session.execute(select(*columns).join(Revision, Revision.id == Question.current_revision_id).where(which)).all()
    topics = curriculum.topics_by_ids({row.topic_id for row in rows if row.topic_id})
    outcomes = curriculum.outcomes_by_ids({row.outcome_id for row in rows if row.outcome_id})
    return [
        (row.id, OutgoingItem(
            row.ref, row.kind, row.content, row.category, tuple(row.tags),
            topics[row.topic_id].code if row.topic_id else "", row.level or "",
            outcomes[row.outcome_id].code if row.outcome_id else "",
        ))
        for row in rows
    ]  # fmt: skip

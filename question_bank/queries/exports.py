"""What goes out of a bank: the newest wording of the questions that a filter lets through."""

from __future__ import annotations

from sqlalchemy import func, select

from core.db import session
from curriculum import api as curriculum
from question_bank.formats.contract import OutgoingItem
from question_bank.models import Question, Revision
from question_bank.queries.library import Filter, found_by


def count_of(bank_id: int, wanted: Filter) -> int:
    """How many questions that are."""
    found = found_by(bank_id, wanted).order_by(None).with_only_columns(Question.id)
    return session.scalar(select(func.count()).select_from(found.subquery())) or 0


def outgoing(bank_id: int, wanted: Filter) -> list[OutgoingItem]:
    """The questions, those without a category first, then category by category; by ref in each.

    The order is made here, for databases sort letters in their own ways.
    """
    columns = (
        Question.ref, Question.kind, Question.category, Question.tags, Question.topic_id, Question.outcome_id, Question.level,
        Revision.content,
    )  # fmt: skip
    found = found_by(bank_id, wanted).order_by(None).join(Revision, Revision.id == Question.current_revision_id)
    rows = [row for row in session.execute(found.with_only_columns(*columns))]
    topics = curriculum.topics_by_ids({row.topic_id for row in rows if row.topic_id})
    outcomes = curriculum.outcomes_by_ids({row.outcome_id for row in rows if row.outcome_id})
    items = [
        OutgoingItem(
            row.ref, row.kind, row.content, row.category, tuple(row.tags),
            topics[row.topic_id].code if row.topic_id else "", row.level or "",
            outcomes[row.outcome_id].code if row.outcome_id else "",
        )
        for row in rows
    ]  # fmt: skip
    return sorted(items, key=lambda item: (item.category, item.ref))

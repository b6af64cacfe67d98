"""The questions that one change is asked of, as they stand now; and what became of earlier changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, select

from core.db import session
from core.errors import NotFound
from core.jobs.models import Job
from curriculum import api as curriculum
from question_bank.models import BulkRun, Question, Revision
from question_bank.queries.library import found_by
from question_bank.rules.bulk import Standing
from question_bank.rules.filter import Filter
from question_bank.rules.life import Labels

MOST = 20_000
"""Questions in one change."""


def chosen_ids(bank_id: int, ids: Sequence[int], wanted: Filter | None) -> list[int]:
    """Those of the ids that stand in the bank, or, with a filter, all that it finds, up to one more than MOST."""
    asked: Select[int] = select(Question.id).where(Question.bank_id == bank_id, Question.id.in_(ids))
    if wanted is not None:
        asked = found_by(bank_id, wanted).order_by(None)
    return sorted(session.scalars(asked.limit(MOST + 1)))


def standings(ids: Sequence[int]) -> list[Standing]:
    """How those questions stand, by ref: one query for a thousand, one for their outcomes."""
    rows = [
        row for start in range(0, len(ids), 1000) for row in session.execute(_columns().where(Question.id.in_(ids[start : start + 1000])))
    ]
    found = [(row, Labels(**row.labels) if row.labels else Labels(row.topic_id, row.outcome_id, row.level)) for row in rows]
    asked = {labels.outcome_id for _, labels in found if labels.outcome_id}
    topics = {outcome.id: outcome.topic_id for outcome in curriculum.outcomes_by_ids(asked).values()}
    standing = [
        Standing(
            row.id, row.ref, row.state, labels.topic_id, labels.outcome_id, topics.get(labels.outcome_id or 0), labels.level, tuple(row.tags),
            row.submitted_at is not None, row.pending_revision_id is not None, row.updated_at,
        )
        for row, labels in found
    ]  # fmt: skip
    return sorted(standing, key=lambda each: each.ref)


def _columns() -> Select[*tuple[Any, ...]]:
    return select(
        Question.id, Question.ref, Question.state, Question.topic_id, Question.outcome_id, Question.level, Question.tags,
        Question.submitted_at, Question.pending_revision_id, Question.updated_at, Revision.labels,
    ).outerjoin(Revision, Revision.id == Question.pending_revision_id)  # fmt: skip


def refs_of(ids: Iterable[int], most: int = 5) -> list[str]:
    """The refs of the first of them, for people to recognise."""
    return list(session.scalars(select(Question.ref).where(Question.id.in_(list(ids)[:1000])).order_by(Question.ref).limit(most)))


def run_row(run_id: int) -> BulkRun:
    """One change of many; NotFound when there is none."""
    found = session.get(BulkRun, run_id)
    if found is None:
        raise NotFound
    return found


def job_of(run: BulkRun) -> Job | None:
    """The job that makes it, when one does."""
    return session.get(Job, run.job_id) if run.job_id else None


def previews_of(ids: Iterable[int]) -> dict[int, str]:
    """The safe one-line previews of those questions."""
    found = session.execute(select(Question.id, Question.preview).where(Question.id.in_(set(ids))))
    return {question_id: preview for question_id, preview in found}

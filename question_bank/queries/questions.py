"""One question with all its wordings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from core.db import session
from core.errors import NotFound
from question_bank.models import Question, Revision

_WORDINGS = (joinedload(Question.current), joinedload(Question.pending))


def question_row(question_id: int) -> Question:
    """The question with its bank, current and pending wording; NotFound when there is none."""
    found = session.scalar(select(Question).where(Question.id == question_id).options(joinedload(Question.bank), *_WORDINGS))
    if found is None:
        raise NotFound
    return found


def question_by_ref(bank_id: int, ref: str) -> Question | None:
    """The question of that ref in the bank."""
    return session.scalar(select(Question).where(Question.bank_id == bank_id, Question.ref == ref).options(*_WORDINGS))


def ids_by_ref(bank_id: int, refs: Collection[str]) -> dict[str, int]:
    """Those of the refs that a question of the bank has, with its id."""
    named = select(Question.ref, Question.id).where(Question.bank_id == bank_id, Question.ref.in_(refs))
    return {ref: question_id for ref, question_id in session.execute(named)}


def revisions_of(question_id: int) -> list[Revision]:
    """Every wording, newest first."""
    return list(session.scalars(select(Revision).where(Revision.question_id == question_id).order_by(Revision.number.desc())))


def neighbours(question: Question) -> tuple[int | None, int | None]:
    """The ids of the questions before and after by ref, among those in the same state."""
    alike = select(Question.id).where(Question.bank_id == question.bank_id, Question.state == question.state)
    before = session.scalar(alike.where(Question.ref < question.ref).order_by(Question.ref.desc()).limit(1))
    after = session.scalar(alike.where(Question.ref > question.ref).order_by(Question.ref).limit(1))
    return before, after


@dataclass(frozen=True)
class Suspected:
    """A question that may be known outside, and why."""

    question_id: int
    ref: str
    reason: str


def suspected(revision_ids: Iterable[int]) -> list[Suspected]:
    """Those of the questions of these wordings that are suspected of having leaked, by ref."""
    columns = (Question.id, Question.ref, Question.suspected_leak_reason)
    held = select(Revision.question_id).where(Revision.id.in_(set(revision_ids)))
    found = select(*columns).where(Question.id.in_(held), Question.suspected_leak_at.is_not(None)).order_by(Question.ref)
    return [Suspected(*row) for row in session.execute(found)]


def revision_ids_of(question_id: int) -> list[int]:
    """The ids of every wording."""
    return list(session.scalars(select(Revision.id).where(Revision.question_id == question_id).order_by(Revision.id)))


def question_ids_of(revision_ids: Iterable[int]) -> set[int]:
    """The questions that those wordings belong to."""
    return set(session.scalars(select(Revision.question_id).where(Revision.id.in_(set(revision_ids)))))

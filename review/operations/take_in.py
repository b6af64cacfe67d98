"""Answers of an exam become attempts of the people who gave them, so that mastery and notebook know of them; once for each."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select

from accounts import api as accounts
from core import clock
from core.db import session
from core.events import announce
from core.permissions import Permission as P
from exams import api as exams
from review.events import MockScored
from review.models import Mock, Source, TakenIn
from review.operations.record_attempts import AttemptDone, record_attempts


def take_in(exam_id: int, person_id: int) -> None:
    """Take one person's answers of an exam in, once their result is out; a mock gets its score and is announced.

    A question left blank is no attempt: it says nothing of what the person can do. Who does not practise is left out.
    """
    result = exams.result_of(exam_id, person_id)
    if result is None or session.get(TakenIn, (exam_id, person_id)) is not None:
        return
    if not accounts.paths_of(person_id, P.REVIEW_PRACTISE):
        return
    session.add(TakenIn(exam_id=exam_id, person_id=person_id, at=clock.now()))
    session.flush()
    mock = session.scalar(select(Mock).where(Mock.exam_id == exam_id))
    record_attempts(person_id, _done(exam_id, person_id), Source.EXAM if mock is None else Source.MOCK)
    if mock is not None:
        mock.scored_at, mock.on_ten = clock.now(), result.on_ten
        announce(MockScored(person_id, mock.id, mock.subject_code, result.on_ten))


def _done(exam_id: int, person_id: int) -> list[AttemptDone]:
    return [
        AttemptDone(
            marked.question_id,
            marked.revision_id,
            marked.answer,
            marked.points / marked.max_points if marked.max_points else Decimal(0),
            order=marked.order,
        )
        for marked in exams.marked_of(exam_id, person_id)
        if marked.answer is not None and marked.is_by_machine
    ]

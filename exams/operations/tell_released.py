"""Telling candidates that their results are out."""

from __future__ import annotations

from sqlalchemy import select

from accounts import api as accounts
from core.db import session
from core.words import say
from exams.models import Candidate, Exam, Score, Sitting

TELL = "exams.tell_released"


def tell_released(exam_id: int) -> int:
    """Notify every candidate with a score, each to their own result; returns how many. Nothing while the exam is not released."""
    exam = session.get(Exam, exam_id)
    if exam is None or exam.released_at is None:
        return 0
    scored = select(Candidate.person_id).join(Sitting, Sitting.candidate_id == Candidate.id).join(Score, Score.sitting_id == Sitting.id)
    people = set(session.scalars(scored.where(Candidate.exam_id == exam.id)))
    accounts.notify(people, "exam", say("Đã có kết quả: %(exam)s", exam=exam.name), f"/my/results/{exam.id}")
    return len(people)

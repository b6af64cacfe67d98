"""Tell the question bank who had its questions before them: once for each exam, after its window has closed.

Every start lies before the closing, so the count is exact, no sitting waits for it, and a bank's readers cannot read off it, while an exam
is open, which questions stand in its paper.
"""

from __future__ import annotations

from sqlalchemy import func, select

from core import clock
from core.db import session
from exams.models import Exam, ExamState, Form, FormQuestion, Sitting
from question_bank import api as question_bank

AT_ONCE = 50
"""Exams in one transaction."""


def note_uses() -> int:
    """How many exams were noted; those that are left come with the next call."""
    over = select(Exam).where(Exam.uses_noted_at.is_(None), Exam.closes_at <= clock.now(), Exam.state != ExamState.DRAFT)
    exams = list(session.scalars(over.order_by(Exam.closes_at, Exam.id).limit(AT_ONCE).with_for_update(skip_locked=True)))
    for exam in exams:
        _note(exam)
    return len(exams)


def _note(exam: Exam) -> None:
    started = select(Form.id, func.count(Sitting.id), func.max(Sitting.started_at)).join(Sitting, Sitting.form_id == Form.id)
    for form_id, people, last in session.execute(started.where(Form.exam_id == exam.id).group_by(Form.id).order_by(Form.id)):
        revision_ids = session.scalars(select(FormQuestion.revision_id).where(FormQuestion.form_id == form_id))
        question_bank.note_use(question_bank.question_ids_of(revision_ids), last, people)
    exam.uses_noted_at = clock.now()

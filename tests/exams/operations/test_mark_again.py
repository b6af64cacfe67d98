"""Re-marking a whole exam: every marked sitting once more, and no release until it is done."""

from decimal import Decimal as D

import pytest
from flask import Flask
from sqlalchemy import select, update

from core.actor import SYSTEM
from core.audit import AuditRecord
from core.db import session, transaction
from core.errors import Conflict
from core.jobs.worker import run_all_jobs
from exams.models import AnswerMark, Exam, ExamState
from exams.operations.mark_again import mark_again
from exams.operations.release_results import readiness_of
from tests.support.marking import held_exam, mark_of, marked
from tests.support.sittings import SINGLE, ReadyExam


def ready(app: Flask) -> tuple[ReadyExam, list[int]]:
    exam = held_exam(questions=(("single_choice", SINGLE),), candidates=3)
    sittings = [marked(exam, index, {1: answer}) for index, answer in enumerate("bba")]
    session.rollback()
    run_all_jobs()
    return exam, sittings


def test_every_sitting_is_marked_from_its_journal_once_more(app: Flask) -> None:
    exam, sittings = ready(app)
    with transaction():
        session.execute(update(AnswerMark).where(AnswerMark.exam_id == exam.id).values(points=0))  # touched behind our back
        assert mark_again(SYSTEM, session.get_one(Exam, exam.id)) == 3
    assert readiness_of(session.get_one(Exam, exam.id)).unmarked == 3
    session.rollback()
    assert run_all_jobs() == 3
    assert [mark_of(sitting_id, 1).points for sitting_id in sittings] == [D("0.25"), D("0.25"), D(0)]
    assert readiness_of(session.get_one(Exam, exam.id)).is_ready


def test_asking_twice_asks_once(app: Flask) -> None:
    exam, _ = ready(app)
    with transaction():
        mark_again(SYSTEM, session.get_one(Exam, exam.id))
    with transaction():
        assert mark_again(SYSTEM, session.get_one(Exam, exam.id)) == 0
    asked = select(AuditRecord.detail).where(AuditRecord.act == "exams.marking_asked_again").order_by(AuditRecord.id)
    assert session.scalars(asked).all() == [{"sittings": 3}, {"sittings": 0}]


def test_after_the_release_nothing_is_marked_again(app: Flask) -> None:
    exam, _ = ready(app)
    found = session.get_one(Exam, exam.id)
    found.state = ExamState.RELEASED
    with pytest.raises(Conflict):
        mark_again(SYSTEM, found)

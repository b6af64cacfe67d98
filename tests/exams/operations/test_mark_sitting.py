"""Marking by rule: every kind, the same marks every time, people's marks left alone."""

from datetime import timedelta
from decimal import Decimal as D

import pytest
from flask import Flask
from sqlalchemy import func, select

from core import clock
from core.actor import SYSTEM
from core.db import session, transaction
from core.jobs.worker import run_all_jobs
from core.words import say
from exams.models import AnswerMark, Exam, ExamState, JournalBatch, MarkState, Score, Sitting
from exams.operations.mark_by_person import mark_by_person
from exams.operations.mark_sitting import as_json, from_json, mark_sitting
from tests.support.marking import RIGHT, held_exam, mark_of, marked, sat


def test_every_kind_is_marked_and_an_essay_waits(app: Flask) -> None:
    sitting_id = marked(held_exam())
    marks = {mark.number: mark for mark in session.scalars(select(AnswerMark).where(AnswerMark.sitting_id == sitting_id))}
    assert {number: mark.points for number, mark in marks.items() if number != 7} == dict.fromkeys(range(1, 7), D("0.25"))
    assert {mark.state for number, mark in marks.items() if number != 7} == {MarkState.AUTOMATIC}
    assert (marks[7].state, marks[7].points) == (MarkState.WAITING, None)
    assert session.get_one(Sitting, sitting_id).marked_at is not None


def test_no_answer_is_worth_nothing_and_waits_for_nobody(app: Flask) -> None:
    sitting_id = marked(held_exam(), answers={1: "b"})
    marks = session.scalars(select(AnswerMark).where(AnswerMark.sitting_id == sitting_id, AnswerMark.number > 1)).all()
    assert {(mark.state, mark.points, str(from_json(mark.reason))) for mark in marks} == {("automatic", D(0), "Chưa trả lời.")}
    assert session.get_one(Score, sitting_id).is_complete


def test_the_last_answer_counts(app: Flask) -> None:
    exam = held_exam()
    sitting_id = marked(exam, answers={1: "b", 2: ["a"]})
    assert mark_of(sitting_id, 2).points == D("0.125")


def test_an_answer_that_no_honest_page_sends_is_kept_and_worth_nothing(app: Flask) -> None:
    sitting_id = marked(held_exam(), answers={1: "zzz", 4: ["x"], 6: 7})
    assert {mark_of(sitting_id, number).points for number in (1, 4, 6)} == {D(0)}
    assert mark_of(sitting_id, 1).answer is None
    assert '"zzz"' in session.scalars(select(JournalBatch.events).where(JournalBatch.sitting_id == sitting_id)).one().replace("\\", "")


def test_what_came_too_late_is_not_marked(app: Flask) -> None:
    sitting_id = sat(held_exam(), answers={1: "b"})
    with transaction():
        session.scalars(select(JournalBatch).where(JournalBatch.sitting_id == sitting_id)).one().arrival = "too_late"
        mark_sitting(sitting_id)
    assert mark_of(sitting_id, 1).points == 0


def test_marking_twice_gives_the_same_marks_once(app: Flask) -> None:
    sitting_id = marked(held_exam())

    def state() -> list[tuple[object, ...]]:
        found = select(AnswerMark).where(AnswerMark.sitting_id == sitting_id).order_by(AnswerMark.number)
        rows = session.scalars(found.execution_options(populate_existing=True))
        return [(m.id, m.number, m.points, m.state, m.answer, m.parts, m.reason) for m in rows]

    before = state()
    with transaction():
        mark_sitting(sitting_id)
    assert state() == before


def test_a_mark_given_by_a_person_survives_marking_again(app: Flask) -> None:
    sitting_id = marked(held_exam())
    with transaction():
        mark_by_person(SYSTEM, mark_of(sitting_id, 7), D("0.2"), "Khá")
    with transaction():
        mark_sitting(sitting_id)
    found = mark_of(sitting_id, 7)
    assert (found.points, found.comment, found.state) == (D("0.2"), "Khá", MarkState.BY_PERSON)
    assert session.get_one(Score, sitting_id).is_complete


def test_nothing_is_marked_after_the_release(app: Flask) -> None:
    exam = held_exam()
    sitting_id = sat(exam)
    with transaction():
        session.get_one(Exam, exam.id).state = ExamState.RELEASED
    with transaction():
        mark_sitting(sitting_id)
    assert session.scalar(select(func.count()).select_from(AnswerMark)) == 0


def test_handing_in_asks_the_worker_to_mark(app: Flask) -> None:
    sitting_id = sat(held_exam(), started_at=clock.now() - timedelta(minutes=30))
    session.rollback()
    assert run_all_jobs() >= 1
    assert mark_of(sitting_id, 1).points == D("0.25")


@pytest.mark.parametrize("message", [say("Chưa trả lời."), say("Đúng %(right)d trên %(all)d ý.", right=2, all=4)])
def test_a_reason_is_kept_and_read_back(message: object) -> None:
    assert from_json(as_json(message)) == message  # type: ignore[arg-type]


def test_right_answers_cover_every_question() -> None:
    assert sorted(RIGHT) == list(range(1, 8))

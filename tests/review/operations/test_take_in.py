"""What exams give to review: attempts once, blanks none, and news of a mock's score."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

from flask import Flask
from sqlalchemy import func, select

from accounts import api as accounts
from core.actor import SYSTEM
from core.db import session, transaction
from core.events import hear
from core.jobs.worker import run_all_jobs
from exams.events import SittingScored
from exams.models import Exam
from exams.operations.release_results import release_results
from review.events import MockScored
from review.listeners import sitting_scored
from review.models import Attempt, Card, Mastery, Source, TakenIn
from review.operations.take_in import take_in
from tests.support.marking import close_window, held_exam, marked
from tests.support.mocks import school, started, taken


def attempts() -> int:
    return session.scalar(select(func.count()).select_from(Attempt)) or 0


def test_a_mock_moves_mastery_fills_the_notebook_and_is_announced(app: Flask) -> None:
    heard: list[MockScored] = []
    hear(MockScored)(heard.append)
    at = school()
    mock = taken(at, started(at), {1: "b", 2: "c"})
    assert mock.on_ten == D("1.0")  # 0.5 of 5
    assert mock.scored_at is not None
    assert heard == [MockScored(at.person_id, mock.id, at.subject.code, D("1.0000"))]
    assert set(session.scalars(select(Attempt.source))) == {Source.MOCK}
    assert session.scalar(select(func.count()).select_from(Mastery)) == 2
    assert session.scalar(select(func.count()).select_from(Card)) == 1


def test_a_question_left_blank_is_no_attempt(app: Flask) -> None:
    at = school()
    taken(at, started(at), {1: "b"})
    assert attempts() == 1


def test_the_same_news_twice_changes_nothing(app: Flask) -> None:
    at = school()
    mock = taken(at, started(at))
    before = attempts()
    with transaction():
        take_in(mock.exam_id, at.person_id)
        sitting_scored(SittingScored(mock.exam_id, at.person_id, is_mock=True))
    run_all_jobs()
    assert attempts() == before == 8


def test_nothing_is_taken_in_before_the_result_is_out(app: Flask) -> None:
    at = school()
    mock = started(at)
    with transaction():
        take_in(mock.exam_id, at.person_id)
    assert attempts() == 0
    assert session.scalar(select(func.count()).select_from(TakenIn)) == 0


def test_an_exam_of_a_council_is_taken_in_when_it_is_released(app: Flask) -> None:
    exam = held_exam()
    with transaction():
        accounts.grant_role(SYSTEM, exam.person_ids[0], "student")
    marked(exam, answers={1: "b", 3: {"a": True}})
    close_window(exam)
    assert attempts() == 0
    with transaction():
        release_results(SYSTEM, session.get_one(Exam, exam.id), "1/QĐ", date(2026, 11, 21))
    run_all_jobs()
    run_all_jobs()
    assert attempts() == 2
    assert set(session.scalars(select(Attempt.source))) == {Source.EXAM}


def test_a_candidate_who_does_not_practise_is_left_alone(app: Flask) -> None:
    exam = held_exam(releases_by_itself=True)
    marked(exam, answers={1: "b"})
    run_all_jobs()
    assert attempts() == 0

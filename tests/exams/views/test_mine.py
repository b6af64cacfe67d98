"""A candidate's own exams, by what can be done about them now."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from core import clock
from core.db import session, transaction
from exams.models import Exam, ExamState
from tests.support.marking import close_window, held_exam, marked
from tests.support.people import person_with, sign_in_as


def test_nothing_yet_is_said_kindly(client: FlaskClient, app: Flask) -> None:
    sign_in_as(client, person_id=person_with("candidate"))
    assert "Bạn chưa có kỳ thi nào" in client.get("/my/exams").text


def test_an_open_exam_can_be_entered(client: FlaskClient, app: Flask) -> None:
    exam = held_exam()
    sign_in_as(client, person_id=exam.person_ids[0])
    page = client.get("/my/exams").text
    assert f'href="/sit/{exam.id}"' in page
    assert "Vào phòng thi" in page


def test_a_draft_is_not_shown(client: FlaskClient, app: Flask) -> None:
    exam = held_exam(state=ExamState.DRAFT, name="Bản nháp bí mật")
    sign_in_as(client, person_id=exam.person_ids[0])
    assert "Bản nháp bí mật" not in client.get("/my/exams").text


def test_upcoming_waiting_and_missed_are_told_apart(client: FlaskClient, app: Flask) -> None:
    exam = held_exam()
    sign_in_as(client, person_id=exam.person_ids[0])
    with transaction():
        session.get_one(Exam, exam.id).opens_at = clock.now() + timedelta(minutes=20)
    assert "Phòng chờ" in client.get("/my/exams").text
    with transaction():
        session.get_one(Exam, exam.id).opens_at = clock.now() - timedelta(hours=1)
    close_window(exam)
    assert "không dự thi" in client.get("/my/exams").text
    with transaction():
        session.get_one(Exam, exam.id).closes_at = clock.now() + timedelta(hours=1)
    marked(exam)
    assert "Chờ công bố" in client.get("/my/exams").text


def test_exams_of_others_are_not_mine(client: FlaskClient, app: Flask) -> None:
    exam = held_exam(candidates=2)
    marked(exam, 1)
    sign_in_as(client, person_id=exam.person_ids[0])
    page = client.get("/my/exams").text
    assert "0002" not in page


def test_the_page_costs_the_same_for_any_number(client: FlaskClient, app: Flask, queries: Callable[[], Any]) -> None:
    exam = held_exam()
    sign_in_as(client, person_id=exam.person_ids[0])
    with queries() as count:
        client.get("/my/exams")
    assert count.n <= 6, count

"""The replay: what was on the screen at a moment, and whether the journal is whole."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from core.db import session, transaction
from exams.models import JournalBatch, Sitting
from tests.support.marking import SECRET, held_exam, marked, sat
from tests.support.people import sign_in_as
from tests.support.sittings import Page, ReadyExam, event

ANSWERS = {1: "b", 4: "Hà Nội", 7: {"text": "Bài viết <script>alert(1)</script>"}}
"""Given at 150, 300 and 450 seconds of ten minutes."""


@pytest.fixture
def exam(app: Flask) -> ReadyExam:
    return held_exam(shuffles_questions=False)


@pytest.fixture
def council(client: FlaskClient, exam: ReadyExam) -> FlaskClient:
    sign_in_as(client, "council_chair", exam_id=exam.id)
    return client


def test_the_end_shows_every_answer_and_the_receipt(council: FlaskClient, exam: ReadyExam) -> None:
    sitting_id = marked(exam, answers=ANSWERS)
    page = council.get(f"/exams/{exam.id}/sittings/{sitting_id}/replay").text
    receipt = session.get_one(Sitting, sitting_id).receipt
    assert f"Nhật ký nguyên vẹn, biên nhận {receipt}" in page
    assert "Hà Nội" in page
    assert "3 trên 7 câu đã trả lời" in page


@pytest.mark.parametrize(("at", "answered"), [(0, 0), (149, 0), (150, 1), (299, 1), (300, 2), (451, 3), (10**9, 3), (-5, 0)])
def test_a_moment_shows_what_stood_then(council: FlaskClient, exam: ReadyExam, at: int, answered: int) -> None:
    sitting_id = sat(exam, answers=ANSWERS)
    page = council.get(f"/exams/{exam.id}/sittings/{sitting_id}/replay?at={at}").text
    assert f"{answered} trên 7 câu đã trả lời" in page


def test_what_was_written_is_shown_and_never_run(council: FlaskClient, exam: ReadyExam) -> None:
    page = council.get(f"/exams/{exam.id}/sittings/{sat(exam, answers=ANSWERS)}/replay").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_screen_never_shows_the_key(council: FlaskClient, exam: ReadyExam) -> None:
    page = council.get(f"/exams/{exam.id}/sittings/{marked(exam)}/replay").text
    assert SECRET not in page
    assert "Đáp án" not in page


def test_a_touched_journal_is_said_loudly(council: FlaskClient, exam: ReadyExam) -> None:
    sitting_id = sat(exam, answers=ANSWERS)
    with transaction():
        kept = session.scalars(select(JournalBatch.events).where(JournalBatch.sitting_id == sitting_id)).one()
        touched = kept.replace("Hà Nội", "Hải Phòng")
        session.execute(update(JournalBatch).where(JournalBatch.sitting_id == sitting_id).values(events=touched))
    page = council.get(f"/exams/{exam.id}/sittings/{sitting_id}/replay").text
    assert "Nhật ký không nguyên vẹn" in page
    assert "Nhật ký nguyên vẹn" not in page


def test_a_journal_of_odd_answers_is_still_shown(council: FlaskClient, exam: ReadyExam) -> None:
    odd = {1: {"a": 1}, 2: "x", 3: [True], 4: {"b": []}, 5: None, 6: "p1", 7: ["text"]}
    assert council.get(f"/exams/{exam.id}/sittings/{sat(exam, answers=odd)}/replay").status_code == 200


def test_half_an_emoji_hides_no_sitting_from_the_council(app: Flask, council: FlaskClient, exam: ReadyExam) -> None:
    candidate = app.test_client()
    sign_in_as(candidate, person_id=exam.person_ids[0])
    page = Page.start(candidate, exam.id)
    page.write(event(1, 4, "?").replace("?", r"\ud800 Hà \u0000 Nội"))
    assert page.send().status_code == 200
    shown = council.get(f"/exams/{exam.id}/sittings/{page.id}/replay")
    assert shown.status_code == 200
    assert "\ufffd Hà \ufffd Nội" in shown.text


def test_it_needs_few_queries(council: FlaskClient, exam: ReadyExam, queries: Callable[[], Any]) -> None:
    sitting_id = sat(exam)
    with queries() as count:
        council.get(f"/exams/{exam.id}/sittings/{sitting_id}/replay")
    assert count.n <= 14, count


def test_a_sitting_of_another_exam_does_not_exist(council: FlaskClient, exam: ReadyExam) -> None:
    other = held_exam()
    foreign = sat(other)
    assert council.get(f"/exams/{exam.id}/sittings/{foreign}/replay").status_code == 404
    assert council.get(f"/exams/{other.id}/sittings/{foreign}/replay").status_code == 404


def test_an_invigilator_may_not_replay(client: FlaskClient, exam: ReadyExam) -> None:
    sign_in_as(client, "invigilator", exam_id=exam.id)
    assert client.get(f"/exams/{exam.id}/sittings/{sat(exam)}/replay").status_code == 403

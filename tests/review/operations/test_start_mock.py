"""Starting a mock exam: the format is kept, one at a time, and what is short is named."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.db import session, transaction
from core.errors import Invalid
from curriculum import api as curriculum
from curriculum.models import ExamFormat, Subject
from exams import api as exams
from exams.models import Exam
from review.models import Mock
from review.operations.start_mock import start_mock
from tests.support.mocks import School, school, started, taken
from tests.support.people import person_with
from tests.support.together import at_once


def test_the_paper_keeps_the_format(app: Flask) -> None:
    at = school()
    mock = started(at)
    exam = session.get_one(Exam, mock.exam_id)
    assert (exam.is_mock, exam.duration_seconds, exam.name) == (True, 90 * 60, f"Thi thử môn {at.subject.name}")
    assert [(part.code, part.name, part.rules[0].count, str(part.rules[0].points)) for part in exam.parts] == [
        ("I", "Phần I. Nhiều lựa chọn", 4, "0.5000"),
        ("II", "Phần II. Đúng/Sai", 2, "1.0000"),
        ("III", "Phần III. Trả lời ngắn", 2, "0.5000"),
    ]
    assert exam.parts[1].score_table == {"1": "0.1", "2": "0.25", "3": "0.5", "4": "1"}


def test_the_half_paper_has_half_of_it(app: Flask) -> None:
    mock = started(school(), is_half=True)
    exam = session.get_one(Exam, mock.exam_id)
    assert (mock.is_half, exam.duration_seconds, [part.rules[0].count for part in exam.parts]) == (True, 45 * 60, [2, 1, 1])


def test_a_second_press_finds_the_one_that_is_open(app: Flask) -> None:
    at = school()
    assert started(at).id == started(at).id == started(at, is_half=True).id
    assert session.scalar(select(func.count()).select_from(Exam)) == 1


def test_after_it_is_handed_in_another_can_be_drawn(app: Flask) -> None:
    at = school()
    first = started(at)
    taken(at, first)
    assert started(at).id != first.id


def test_one_that_was_never_begun_makes_way_after_a_day(app: Flask, clock: Any) -> None:
    at = school()
    first = started(at)
    clock.shift(timedelta(hours=25))
    assert started(at).id != first.id


def test_each_person_has_their_own(app: Flask) -> None:
    at = school()
    other = School(at.subject, at.bank, at.chapters, person_with("student"))
    assert started(at).exam_id != started(other).exam_id


def test_questions_of_the_last_one_come_last(app: Flask) -> None:
    at = school()
    first = started(at)
    taken(at, first)
    second = started(at)
    drawn = [{revision for _, revision in exams.drawn_for(mock.exam_id, at.person_id)} for mock in (first, second)]
    assert not drawn[0] & drawn[1]


def test_what_is_short_is_named_and_nothing_is_kept(app: Flask) -> None:
    at = school(groups=1)
    with pytest.raises(Invalid) as refused:
        started(at)
    assert str(refused.value.message) == "Phần II cần 2 câu, có 1."
    assert session.scalar(select(func.count()).select_from(Mock)) == 0
    assert started(at, is_half=True).is_half


def test_a_written_exam_is_not_offered(app: Flask) -> None:
    at = school()
    with transaction():
        session.add(Subject(code="van", name="Ngữ văn", position=1))
        session.flush()
        session.add(
            ExamFormat(subject_code="van", minutes=120, source="", parts=[{"part": "I", "kind": "essay", "count": 1, "points_each": "4"}])
        )
    written = curriculum.subject("van")
    assert written is not None
    with pytest.raises(Invalid):
        start_mock(at.person_id, written, [at.bank.id], str)


def test_pressing_in_six_tabs_at_once_draws_one_paper(app: Flask) -> None:
    at = school()
    address = f"/review/mocks/subjects/{at.subject.code}"
    got = at_once(app, at.person_id, lambda browser: browser.post(address, data={"length": "whole"}).status_code)
    assert set(got) == {302}
    assert session.scalar(select(func.count()).select_from(Mock)) == 1
    assert session.scalar(select(func.count()).select_from(Exam)) == 1

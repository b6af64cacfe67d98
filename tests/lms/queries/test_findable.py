"""What searching tells of courses: nothing that its reader could not open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete

from accounts.models import RoleAssignment
from core import clock
from core.db import session, transaction
from core.search import find
from lms.api import search_audiences
from lms.models import Lesson
from lms.operations.create_lesson import create_lesson
from lms.operations.publish_lesson import publish_lesson
from lms.operations.save_blocks import save_blocks
from tests.support.counting import Count
from tests.support.courses import School, new_item, new_school
from tests.support.people import actor_of


@pytest.fixture
def school(app: Flask) -> School:
    return new_school()


def published(school: School) -> Lesson:
    """A lesson that tells a secret, in no outline yet."""
    teacher = actor_of(school.teacher_id)
    with transaction():
        lesson = create_lesson(teacher, school.course, "Bài kín")
        save_blocks(teacher, lesson, [{"id": "aaaaaaaa", "type": "text", "data": {"html": "<p>Đáp số là matmaso.</p>"}}], 0)
        publish_lesson(teacher, school.course, lesson)
    return lesson


def finds(person_id: int) -> bool:
    return bool(session.scalars(find("matmaso", search_audiences(actor_of(person_id)))).all())


def test_a_pupil_finds_a_lesson_that_is_open(school: School) -> None:
    lesson = published(school)
    with transaction():
        new_item(school.course_id, "lesson", lesson.id)
    assert finds(school.pupils[0])


def test_a_pupil_finds_no_lesson_that_stands_in_no_outline(school: School) -> None:
    published(school)
    assert not finds(school.pupils[0])
    assert finds(school.teacher_id)


def test_a_pupil_finds_no_hidden_lesson(school: School) -> None:
    lesson = published(school)
    with transaction():
        new_item(school.course_id, "lesson", lesson.id, is_visible=False)
    assert not finds(school.pupils[0])


def test_a_pupil_finds_no_locked_lesson(school: School) -> None:
    lesson = published(school)
    with transaction():
        new_item(school.course_id, "lesson", lesson.id, opens_at=clock.now() + timedelta(days=1))
    assert not finds(school.pupils[0])


def test_a_pupil_of_another_school_finds_nothing(school: School) -> None:
    lesson = published(school)
    with transaction():
        new_item(school.course_id, "lesson", lesson.id)
    assert not finds(new_school().pupils[0])


def test_who_no_longer_teaches_at_the_school_finds_nothing_of_its_courses(school: School) -> None:
    published(school)
    with transaction():
        session.execute(delete(RoleAssignment).where(RoleAssignment.person_id == school.teacher_id))
    assert search_audiences(actor_of(school.teacher_id)) == set()


def test_what_may_be_found_costs_the_same_for_many_courses(school: School, queries: Callable[[], AbstractContextManager[Count]]) -> None:
    lesson = published(school)
    with transaction():
        for _ in range(5):
            new_item(school.course_id, "lesson", lesson.id)
    actor = actor_of(school.pupils[0])
    with queries() as count:
        search_audiences(actor)
    assert count.n <= 6, count

"""Courses for tests: a school, a teacher, a class enrolled, made by the doors of their rooms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from sqlalchemy import select

from core import clock
from core.actor import SYSTEM
from core.db import session, transaction
from curriculum.models import Subject
from lms.models import Course, CourseState, Item, Section
from lms.operations.create_course import CourseDetails, create_course
from lms.operations.enrol_group import enrol_group
from lms.queries.courses import CourseView, course_for
from tests.support.people import actor_of, person_with
from tests.support.questions import new_organisation

_numbers = count(1)


@dataclass(frozen=True)
class School:
    """A course with people in it. `pupils` are ids in the order of class lists."""

    course_id: int
    organisation_id: int
    organisation_path: str
    group_id: int
    teacher_id: int
    pupils: list[int]

    @property
    def course(self) -> CourseView:
        """The course as its teacher meets it."""
        return course_for(actor_of(self.teacher_id), self.course_id)


def new_school(*, pupils: int = 2, published: bool = True, **details: Any) -> School:
    """A published course of a new school, with a teacher and one class; committed."""
    from accounts.api import add_member, create_group

    number = next(_numbers)
    with transaction():
        organisation = new_organisation()
        if session.scalar(select(Subject).where(Subject.code == "toan")) is None:
            session.add(Subject(code="toan", name="Toán", name_en="Mathematics"))
    teacher_id = person_with("teacher", organisation_id=organisation.id, name=f"Giáo viên {number}")
    people = [person_with("student", organisation_id=organisation.id, name=f"Học Sinh A{place:03d}") for place in range(1, pupils + 1)]
    with transaction():
        group = create_group(SYSTEM, organisation.id, f"12A{number}", "class", "2026-2027")
        for person_id in people:
            add_member(SYSTEM, group.id, person_id)
        asked = replace(CourseDetails(f"Toán {number}", "toan", organisation.id, 12, "2026-2027"), **details)
        course = create_course(actor_of(teacher_id), asked)
        enrol_group(actor_of(teacher_id), course_for(actor_of(teacher_id), course.id), group.id)
        if published:
            course.state, course.published_at = CourseState.PUBLISHED, clock.now()
    return School(course.id, organisation.id, organisation.path, group.id, teacher_id, people)


def new_item(course_id: int, kind: str = "link", target_id: int | None = None, **values: Any) -> Item:
    """An item at the end of the course's last section; flushed, not committed."""
    section = session.scalar(select(Section).where(Section.course_id == course_id).order_by(Section.position.desc()).limit(1))
    if section is None:
        section = Section(course_id=course_id, position=1, title="Chương I")
        session.add(section)
        session.flush()
    asked = {"title": f"Mục {next(_numbers)}", "position": next(_numbers), "url": "https://vi.wikipedia.org/", **values}
    item = Item(course_id=course_id, section_id=section.id, kind=kind, target_id=target_id, **asked)
    session.add(item)
    session.flush()
    return item


def course_row(school: School) -> Course:
    """The course's row, for tests that change it underneath."""
    return session.get_one(Course, school.course_id)

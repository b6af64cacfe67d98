"""Who is in a course: its pupils, its classes, its teachers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from accounts import api as accounts
from core.db import session
from lms.models import CourseGroup, CourseTeacher, Enrolment


@dataclass(frozen=True)
class Pupil:
    """A pupil of a course now; `group_id` None when they joined by its code."""

    person: accounts.PersonView
    group_id: int | None
    joined_at: datetime


@dataclass(frozen=True)
class Teacher:
    person: accounts.PersonView
    is_owner: bool


def pupil_ids(course_id: int, group_id: int | None = None) -> list[int]:
    """The ids of a course's pupils now, of one class when it is named."""
    found = select(Enrolment.person_id).where(Enrolment.course_id == course_id, Enrolment.left_at.is_(None))
    return list(session.scalars(found.where(Enrolment.group_id == group_id) if group_id is not None else found))


def pupils_of(course_id: int, group_id: int | None = None) -> list[Pupil]:
    """The pupils of a course now in the order of class lists; two queries."""
    found = select(Enrolment.person_id, Enrolment.group_id, Enrolment.joined_at)
    found = found.where(Enrolment.course_id == course_id, Enrolment.left_at.is_(None))
    if group_id is not None:
        found = found.where(Enrolment.group_id == group_id)
    known = {person_id: (group, joined_at) for person_id, group, joined_at in session.execute(found)}
    return [Pupil(person, *known[person.id]) for person in accounts.people_in_order(known)]


def pupil_counts(course_ids: Sequence[int]) -> dict[int, int]:
    """How many pupils each of the courses has now."""
    counted = select(Enrolment.course_id, func.count()).where(Enrolment.course_id.in_(course_ids), Enrolment.left_at.is_(None))
    return {course_id: count for course_id, count in session.execute(counted.group_by(Enrolment.course_id))}


def groups_of_course(course_id: int) -> list[accounts.GroupView]:
    """The classes enrolled in a course, by name."""
    ids = session.scalars(select(CourseGroup.group_id).where(CourseGroup.course_id == course_id)).all()
    return sorted(accounts.groups_by_ids(ids).values(), key=lambda group: group.name)


def teachers_of(course_id: int) -> list[Teacher]:
    """The teachers of a course, its owner first."""
    found = select(CourseTeacher.person_id, CourseTeacher.is_owner).where(CourseTeacher.course_id == course_id)
    known: dict[int, bool] = {person_id: is_owner for person_id, is_owner in session.execute(found)}
    teachers = [Teacher(person, known[person.id]) for person in accounts.people_in_order(known)]
    return sorted(teachers, key=lambda teacher: not teacher.is_owner)


def teacher_names(course_ids: Sequence[int]) -> dict[int, list[str]]:
    """Who teaches each of the courses, by name: two queries for all."""
    found = select(CourseTeacher.course_id, CourseTeacher.person_id).where(CourseTeacher.course_id.in_(course_ids))
    pairs = [(course_id, person_id) for course_id, person_id in session.execute(found.order_by(CourseTeacher.is_owner.desc()))]
    people, names = accounts.people({person_id for _, person_id in pairs}), dict[int, list[str]]()
    for course_id, person_id in pairs:
        names.setdefault(course_id, []).append(people[person_id].full_name)
    return names

"""Courses: one for an actor, and the lists of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, Select, and_, exists, false, or_, select

from core.actor import Actor
from core.db import session
from core.errors import NotFound
from core.folding import fold
from core.permissions import Permission as P
from lms import policies
from lms.models import Course, CourseState, CourseTeacher, Enrolment
from lms.rules.course import CourseView

__all__ = ["CourseFilter", "CourseView", "course_for", "course_row", "courses_learned", "courses_taught", "taught_by", "view_for"]


@dataclass(frozen=True)
class CourseFilter:
    """What narrows a list of courses; empty means all. `mine`: only those the actor teaches."""

    words: str = ""
    state: str = ""
    mine: bool = True


def course_for(actor: Actor, course_id: int, *, edit: bool = False) -> CourseView:
    """The course for this actor, in one query. NotFound when they may not know of it; with `edit`, NotAllowed to its pupils."""
    found = session.execute(_seen_by(actor.person_id).where(Course.id == course_id)).one_or_none()
    if found is None:
        raise NotFound
    course = view_for(found)
    (policies.require_edit if edit else policies.require_read)(actor, course)
    return course


def course_row(course_id: int) -> Course:
    """The row itself, for operations that change it."""
    found = session.get(Course, course_id)
    if found is None:
        raise NotFound
    return found


def view_for(row: Row[Course, bool, bool]) -> CourseView:
    """What `_seen_by` selects, as the room's value."""
    course, teaches, learns = row
    return CourseView(
        course.id, course.title, course.summary, course.subject_code, course.grade, course.school_year, course.organisation_id,
        course.organisation_path, course.state, course.assessment, course.regular_marks, course.needs_review, course.join_code,
        course.created_at, course.published_at, bool(teaches), bool(learns),
    )  # fmt: skip


def courses_taught(actor: Actor, wanted: CourseFilter) -> Select[Course, bool, bool]:
    """Courses the actor teaches, or every one they manage; the newest school year first. Read each with `view_for`."""
    mine = taught_by(actor)
    found = _seen_by(actor.person_id).where(mine if wanted.mine else or_(mine, _within(actor.paths(P.COURSES_MANAGE))))
    found = found.where(*(Course.search.contains(word, autoescape=True) for word in fold(wanted.words).split()))
    if wanted.state:
        found = found.where(Course.state == wanted.state)
    return found.order_by(Course.school_year.desc(), Course.title, Course.id)


def courses_learned(person_id: int | None) -> Select[Course, bool, bool]:
    """Published and archived courses a pupil is in, those that go on first. Read each with `view_for`."""
    mine = select(Enrolment.course_id).where(Enrolment.person_id == person_id, Enrolment.left_at.is_(None))
    found = _seen_by(person_id).where(Course.id.in_(mine), Course.state != CourseState.DRAFT)
    return found.order_by(Course.state.desc(), Course.school_year.desc(), Course.title, Course.id)


def taught_by(actor: Actor) -> ColumnElement[bool]:
    """Courses whose teacher the actor is, as long as they teach at that organisation."""
    mine = select(CourseTeacher.course_id).where(CourseTeacher.person_id == actor.person_id)
    return and_(Course.id.in_(mine), _within(actor.paths(P.COURSES_TEACH)))


def _within(paths: Iterable[str]) -> ColumnElement[bool]:
    return or_(false(), *(Course.organisation_path.startswith(path, autoescape=True) for path in paths))


def _seen_by(person_id: int | None) -> Select[Course, bool, bool]:
    teaches = exists().where(CourseTeacher.course_id == Course.id, CourseTeacher.person_id == person_id)
    learns = exists().where(Enrolment.course_id == Course.id, Enrolment.person_id == person_id, Enrolment.left_at.is_(None))
    return select(Course, teaches, learns)

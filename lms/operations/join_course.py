"""Joining a course by its code, leaving it, and the code itself."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid, NotFound
from core.words import say
from lms import policies
from lms.models import Course, CourseState, CourseTeacher, Enrolment
from lms.operations.enrol_group import enrol
from lms.queries.courses import course_row
from lms.rules.course import CourseView
from lms.rules.join_code import new_code, read_code

UNKNOWN = say("Không có khóa học nào nhận mã này. Hãy xem lại từng chữ, hoặc hỏi giáo viên mã mới.")


def join_by_code(actor: Actor, typed: str) -> Course:
    """Enrol the actor in the published course of that code. Invalid says what to do; being in it already changes nothing."""
    if actor.person_id is None:
        raise NotFound
    code = read_code(typed)
    course = session.scalar(select(Course).where(Course.join_code == code, Course.state == CourseState.PUBLISHED)) if code else None
    if course is None:
        raise Invalid(fields={"code": UNKNOWN})
    if session.get(CourseTeacher, (course.id, actor.person_id)) is not None:
        raise Invalid(fields={"code": say("Bạn là giáo viên của khóa học này.")})
    mine = session.get(Enrolment, (course.id, actor.person_id))
    if mine is None or mine.left_at is not None:
        enrol(course.id, [actor.person_id], None)
        audit.record(actor, "lms.joined", f"course:{course.id}")
    return course


def leave_course(actor: Actor, course: CourseView) -> None:
    """The actor leaves a course they joined by its code; who came with a class leaves with the class. Their work is kept."""
    policies.require_read(actor, course)
    mine = session.get(Enrolment, (course.id, actor.person_id))
    if mine is None or mine.left_at is not None:
        raise NotFound
    if mine.group_id is not None:
        raise Conflict(say("Bạn học khóa này cùng lớp. Chỉ giáo viên đưa bạn ra được."))
    mine.left_at = clock.now()
    audit.record(actor, "lms.left", f"course:{course.id}")


def remove_pupil(actor: Actor, course: CourseView, person_id: int) -> None:
    """Take a pupil out; their work is kept and comes back with them."""
    policies.require_work(actor, course)
    found = session.get(Enrolment, (course.id, person_id))
    if found is None or found.left_at is not None:
        raise NotFound
    found.left_at = clock.now()
    audit.record(actor, "lms.pupil_removed", f"course:{course.id}", person=person_id)


def change_join_code(actor: Actor, course: CourseView) -> str:
    """A new code; the old one is worth nothing from now on."""
    policies.require_work(actor, course)
    row = course_row(course.id)
    row.join_code = new_code(secrets.choice)
    audit.record(actor, "lms.code_changed", f"course:{course.id}")
    return row.join_code


def close_join_code(actor: Actor, course: CourseView) -> None:
    """Nobody joins by a code until a new one is made."""
    policies.require_work(actor, course)
    course_row(course.id).join_code = None
    audit.record(actor, "lms.code_closed", f"course:{course.id}")

"""The teachers of a course."""

from __future__ import annotations

from accounts import api as accounts
from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid, NotFound
from core.permissions import Permission as P
from core.words import say
from lms import policies
from lms.models import CourseTeacher, Enrolment
from lms.rules.course import CourseView


def add_teacher(actor: Actor, course: CourseView, username: str) -> None:
    """A colleague who teaches at the course's organisation sees, changes and marks everything in it. Invalid when there is none of that name."""
    policies.require_work(actor, course)
    found = accounts.person_named(username)
    if found is None or not accounts.person_may(found.id, P.COURSES_TEACH, course.place):
        raise Invalid(fields={"username": say("Không có giáo viên nào của đơn vị này tên đăng nhập như vậy.")})
    if session.get(CourseTeacher, (course.id, found.id)) is not None:
        return
    session.add(CourseTeacher(course_id=course.id, person_id=found.id, is_owner=False))
    pupil = session.get(Enrolment, (course.id, found.id))
    if pupil is not None and pupil.left_at is None:
        pupil.left_at = clock.now()
    audit.record(actor, "lms.teacher_added", f"course:{course.id}", person=found.id)


def remove_teacher(actor: Actor, course: CourseView, person_id: int) -> None:
    """The owner stays, so that a course always has somebody who answers for it."""
    policies.require_work(actor, course)
    found = session.get(CourseTeacher, (course.id, person_id))
    if found is None:
        raise NotFound
    if found.is_owner:
        raise Conflict(say("Người tạo khóa học luôn là giáo viên của khóa học."))
    session.delete(found)
    audit.record(actor, "lms.teacher_removed", f"course:{course.id}", person=person_id)

"""Who may see, change and run which course. Values in; silence or a refusal out."""

from __future__ import annotations

from collections.abc import Collection

from core.actor import Actor, Place
from core.errors import Conflict, NotAllowed, NotFound
from core.permissions import Permission as P
from core.words import say
from lms.rules.course import DRAFT, CourseView


def may_edit(actor: Actor, course: CourseView) -> bool:
    """Its teachers, and whoever manages every course of its organisation."""
    return (course.teaches and actor.may(P.COURSES_TEACH, course.place)) or actor.may(P.COURSES_MANAGE, course.place)


def may_read(actor: Actor, course: CourseView) -> bool:
    """Who may change it, and its pupils once it is published."""
    return may_edit(actor, course) or (course.learns and course.state != DRAFT)


def require_read(actor: Actor, course: CourseView) -> None:
    """To anybody else the course does not exist."""
    if not may_read(actor, course):
        raise NotFound


def require_edit(actor: Actor, course: CourseView) -> None:
    """NotFound to who may not even read it, NotAllowed to its pupils."""
    if may_edit(actor, course):
        return
    require_read(actor, course)
    raise NotAllowed(say("Chỉ giáo viên của khóa học làm được việc này."))


def require_work(actor: Actor, course: CourseView) -> None:
    """A change in a course that goes on: by who may change it, while it is not archived."""
    require_edit(actor, course)
    if course.is_archived:
        raise Conflict(say("Khóa học đã lưu trữ nên chỉ đọc. Hãy mở lại khóa học trước."))


def require_learns(actor: Actor, course: CourseView) -> None:
    """A pupil at work in a course that goes on."""
    require_read(actor, course)
    if not course.learns:
        raise NotAllowed(say("Việc này dành cho học sinh của khóa học."))
    if not course.is_open:
        raise Conflict(say("Khóa học đã lưu trữ nên chỉ đọc."))


def may_talk(actor: Actor, course: CourseView) -> bool:
    """Pupils and teachers of a course talk in it while it goes on; teachers may prepare the talk of a draft."""
    return not course.is_archived and (may_edit(actor, course) or (course.learns and course.is_open))


def require_talks(actor: Actor, course: CourseView) -> None:
    """Conflict in an archive, NotFound to strangers."""
    require_read(actor, course)
    if not may_talk(actor, course):
        raise Conflict(say("Khóa học đã lưu trữ nên chỉ đọc."))


def require_creates(actor: Actor, place: Place) -> None:
    """Courses are made where the actor teaches or manages them."""
    if not (actor.may(P.COURSES_TEACH, place) or actor.may(P.COURSES_MANAGE, place)):
        raise NotAllowed(say("Bạn không dạy ở đơn vị này nên không tạo khóa học ở đây được."))


def may_count(course_path: str, exam_path: str) -> bool:
    """Whether an exam may stand in a course: where either organisation is over the other. What pupils earn at a third one is not the
    course's to show to its teachers."""
    return exam_path.startswith(course_path) or course_path.startswith(exam_path)


def may_report(actor: Actor, organisation_path: str) -> bool:
    """Whoever reports on an organisation sees every subject of its classes."""
    return actor.may(P.COURSES_REPORT, Place(organisation_path))


def require_report(actor: Actor, organisation_path: str, *, teaches: bool) -> None:
    """Who reports on the organisation, or teaches the class; to anybody else the class does not exist."""
    if not (may_report(actor, organisation_path) or teaches):
        raise NotFound


def require_follows(actor: Actor, child_ids: Collection[int], child_id: int) -> None:
    """A parent follows only their own children; nobody else's page exists for them."""
    if not (actor.holds(P.CHILDREN_FOLLOW) and child_id in child_ids):
        raise NotFound

"""Making a course, and changing what it is."""

from __future__ import annotations

from dataclasses import dataclass

from accounts import api as accounts
from core import audit, clock
from core.actor import Actor, Place
from core.db import session
from core.errors import Invalid
from core.folding import fold
from core.words import Message, say
from curriculum import api as curriculum
from lms import policies
from lms.models import Course, CourseState, CourseTeacher
from lms.operations.index_course import index_course
from lms.operations.set_up_gradebook import set_up_gradebook
from lms.queries.courses import course_row
from lms.rules.course import CourseView


@dataclass(frozen=True)
class CourseDetails:
    """What a course is, as its form gives it. `grade` 1 to 12 or None; `assessment`: marks or comments; `regular_marks` 2 to 4."""

    title: str
    subject_code: str
    organisation_id: int
    grade: int | None = None
    school_year: str = ""
    summary: str = ""
    assessment: str = "marks"
    regular_marks: int = 4
    needs_review: bool = False


def create_course(actor: Actor, details: CourseDetails) -> Course:
    """A draft course whose owner is the actor. NotAllowed outside their organisations; Invalid names the fields that cannot stand."""
    path = accounts.organisation(details.organisation_id).path
    policies.require_creates(actor, Place(path))
    _check(details)
    course = Course(state=CourseState.DRAFT, organisation_path=path, created_by=actor.person_id, created_at=clock.now())
    _write(course, details)
    course.organisation_id = details.organisation_id
    session.add(course)
    session.flush()
    if actor.person_id is not None:
        session.add(CourseTeacher(course_id=course.id, person_id=actor.person_id, is_owner=True))
    set_up_gradebook(course)
    audit.record(actor, "lms.course_created", f"course:{course.id}", title=course.title)
    return course


def change_course(actor: Actor, course: CourseView, details: CourseDetails) -> Course:
    """Change everything but the organisation, where its classes and permissions are."""
    policies.require_work(actor, course)
    _check(details)
    row = course_row(course.id)
    _write(row, details)
    index_course(row)
    audit.record(actor, "lms.course_changed", f"course:{course.id}", title=row.title)
    return row


def _check(details: CourseDetails) -> None:
    wrong: dict[str, Message] = {}
    if not details.title.strip():
        wrong["title"] = say("Hãy đặt tên khóa học.")
    if curriculum.subject(details.subject_code) is None:
        wrong["subject_code"] = say("Hãy chọn một môn.")
    if details.school_year and not accounts.is_school_year(details.school_year):
        wrong["school_year"] = say("Năm học ghi như 2026-2027.")
    if wrong:
        raise Invalid(fields=wrong)


def _write(course: Course, details: CourseDetails) -> None:
    course.title, course.summary = details.title.strip(), details.summary.strip()
    course.subject_code, course.grade, course.school_year = details.subject_code, details.grade, details.school_year
    course.assessment, course.regular_marks, course.needs_review = details.assessment, details.regular_marks, details.needs_review
    course.search = fold(f"{course.title} {course.school_year}")

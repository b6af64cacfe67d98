"""Publishing a course, archiving it, and opening it again."""

from __future__ import annotations

from core import audit, clock
from core.actor import Actor
from core.errors import Conflict
from core.words import say
from lms import policies
from lms.models import CourseState
from lms.operations.index_course import index_course
from lms.queries.courses import course_row
from lms.queries.outline import has_items
from lms.rules.course import CourseView


def publish_course(actor: Actor, course: CourseView) -> None:
    """Pupils see the course from now on; an archived one is worked in again. Conflict while its outline is empty."""
    policies.require_edit(actor, course)
    if not has_items(course.id):
        raise Conflict(say("Đề cương còn trống. Hãy thêm ít nhất một mục rồi xuất bản."))
    row = course_row(course.id)
    row.state, row.published_at = CourseState.PUBLISHED, row.published_at or clock.now()
    index_course(row)
    audit.record(actor, "lms.course_published", f"course:{course.id}")


def archive_course(actor: Actor, course: CourseView) -> None:
    """The course is only read from now on, and nobody joins it any more."""
    policies.require_work(actor, course)
    row = course_row(course.id)
    row.state, row.join_code = CourseState.ARCHIVED, None
    audit.record(actor, "lms.course_archived", f"course:{course.id}")

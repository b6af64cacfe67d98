"""A course in the site's search: found by its pupils and teachers once it is published."""

from __future__ import annotations

from core import search
from lms.models import Course, CourseState
from lms.queries.findable import audience_of_course


def index_course(course: Course) -> None:
    """Put the course where it is searched, or take it out while it is a draft."""
    if course.state == CourseState.DRAFT:
        search.remove("course", str(course.id))
        return
    search.put("course", str(course.id), course.title, course.summary, f"/courses/{course.id}", audience_of_course(course.id))

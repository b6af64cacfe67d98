"""Files and pictures of courses."""

from __future__ import annotations

from sqlalchemy import Select, select

from core.db import session
from core.errors import NotFound
from lms.models import CourseFile


def course_file(course_id: int, file_id: int) -> CourseFile:
    """A file of this course; NotFound when it is another's."""
    found = session.get(CourseFile, file_id)
    if found is None or found.course_id != course_id:
        raise NotFound
    return found


def files_of(course_id: int) -> Select[CourseFile]:
    """The files of a course, newest first."""
    return select(CourseFile).where(CourseFile.course_id == course_id).order_by(CourseFile.id.desc())

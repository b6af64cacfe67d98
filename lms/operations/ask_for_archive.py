"""Asking for an archive to be made or taken in: both are jobs, for a course may hold hundreds of files."""

from __future__ import annotations

import secrets

from sqlalchemy import func, select

from core import storage
from core.actor import Actor, Place
from core.db import session
from core.errors import Conflict
from core.jobs.api import enqueue
from core.jobs.models import Job
from core.words import say
from lms import policies
from lms.formats.archive import MOST_UNPACKED
from lms.models import CourseFile
from lms.rules.course import CourseView

EXPORT, IMPORT = "lms.export_course", "lms.import_course"
FOLDER = "course-archives"


def ask_to_export(actor: Actor, course: CourseView) -> Job:
    """A job that makes the archive. Conflict when the course's files are more than an archive may hold."""
    policies.require_edit(actor, course)
    size = session.scalar(select(func.sum(CourseFile.size)).where(CourseFile.course_id == course.id)) or 0
    if size > MOST_UNPACKED // 2:
        raise Conflict(say("Tệp của khóa học lớn hơn %(limit)d MB nên không đóng thành một gói được.", limit=MOST_UNPACKED // 2_000_000))
    return enqueue(EXPORT, {"course": course.id, "person": actor.person_id})


def ask_to_import(actor: Actor, organisation_id: int, organisation_path: str, data: bytes) -> Job:
    """A job that takes the archive in. NotAllowed where the actor may not make courses."""
    policies.require_creates(actor, Place(organisation_path))
    stored = storage.put(f"course-imports/{secrets.token_hex(8)}", data)  # the job deletes it; others may send the same bytes
    return enqueue(IMPORT, {"stored": stored, "organisation": organisation_id, "person": actor.person_id})

"""What the worker does for courses."""

from __future__ import annotations

from typing import Any

from accounts import api as accounts
from core import storage
from core.db import session
from core.errors import CoreError, Invalid
from core.jobs.api import Progress, job
from core.words import Message, pack
from lms.formats.archive import read_archive, write_archive
from lms.operations.announce_news import TELL, tell_announcement
from lms.operations.ask_for_archive import EXPORT, FOLDER, IMPORT
from lms.operations.export_course import export_course
from lms.operations.follow_exam import FOLLOW, follow_exam
from lms.operations.import_course import import_course
from lms.queries.courses import course_for


@job(FOLLOW)
def follow(arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Results of one exam into the courses that hold it."""
    return {"results": follow_exam(arguments["exam_id"], progress)}


@job(TELL)
def tell(arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """An announcement to every pupil of its course."""
    return {"told": tell_announcement(arguments["announcement_id"])}


@job(EXPORT)
def export(arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """A course into a file of the store."""
    actor = accounts.actor_of(arguments["person"])
    course = course_for(actor, arguments["course"], edit=True)
    return {"stored": storage.put(FOLDER, write_archive(export_course(actor, course))), "course": course.id, "title": course.title}


@job(IMPORT)
def bring(arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """A course out of a file of the store, wholly or not at all; a refusal is an answer, not a failure to try again."""
    actor = accounts.actor_of(arguments["person"])
    try:
        with session.begin_nested():
            made = import_course(actor, arguments["organisation"], read_archive(storage.get(arguments["stored"])))
    except CoreError as refused:
        return {"refused": pack(_reason(refused))}
    finally:
        storage.delete(arguments["stored"])
    return {"course": made.course.id, "losses": [pack(loss) for loss in made.losses]}


def _reason(refused: CoreError) -> Message:
    """The first thing that is wrong, in words."""
    return next(iter(refused.fields.values()), refused.message) if isinstance(refused, Invalid) else refused.message

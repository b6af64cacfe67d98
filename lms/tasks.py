"""What the worker does for courses."""

from __future__ import annotations

from typing import Any

from core.jobs.api import Progress, job
from lms.operations.announce_news import TELL, tell_announcement
from lms.operations.follow_exam import FOLLOW, follow_exam


@job(FOLLOW)
def follow(arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Results of one exam into the courses that hold it."""
    return {"results": follow_exam(arguments["exam_id"], progress)}


@job(TELL)
def tell(arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """An announcement to every pupil of its course."""
    return {"told": tell_announcement(arguments["announcement_id"])}

"""A pupil says that an item is done, or has come to the end of a lesson."""

from __future__ import annotations

from core import audit
from core.actor import Actor
from core.errors import Conflict, NotFound
from core.words import say
from lms import policies
from lms.operations.report_progress import note
from lms.queries.outline import item_row, outline_of
from lms.rules.completion import Rule
from lms.rules.course import CourseView
from lms.rules.outline import OutlineItem


def mark_done(actor: Actor, course: CourseView, item_id: int) -> None:
    """Conflict while the item is locked or when something else decides whether it is done."""
    policies.require_learns(actor, course)
    item = outline_of(course.id, actor.person_id).find(item_id)
    if item is None or actor.person_id is None:
        raise NotFound
    if not _is_theirs_to_say(item):
        raise Conflict(say("Mục này tự tính hoàn thành, không đánh dấu bằng tay."))
    if item.locks:
        raise Conflict(say("Mục này còn khóa."))
    note(item_row(course.id, item_id), actor.person_id, None, is_done=True)
    audit.record(actor, "lms.item_done", f"course:{course.id}", item=item_id)


def _is_theirs_to_say(item: OutlineItem) -> bool:
    """What is ticked, and what is read: only the reader comes to the end of a lesson."""
    return item.completion == Rule.MARK or (item.completion == Rule.VIEW and not item.sort.sees)

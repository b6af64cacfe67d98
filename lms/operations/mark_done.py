"""A pupil says that an item is done."""

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


def mark_done(actor: Actor, course: CourseView, item_id: int) -> None:
    """Conflict while the item is locked or when something else decides whether it is done."""
    policies.require_learns(actor, course)
    item = outline_of(course.id, actor.person_id).find(item_id)
    if item is None or actor.person_id is None:
        raise NotFound
    if item.completion != Rule.MARK:
        raise Conflict(say("Mục này tự tính hoàn thành, không đánh dấu bằng tay."))
    if item.locks:
        raise Conflict(say("Mục này còn khóa."))
    note(item_row(course.id, item_id), actor.person_id, None, is_done=True)
    audit.record(actor, "lms.item_done", f"course:{course.id}", item=item_id)

"""Taking an item out of an outline."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, or_, update

from core import audit
from core.actor import Actor
from core.db import session
from lms import policies
from lms.models import Completion, GradeColumn, Item, Prerequisite, Thread
from lms.queries.outline import item_row
from lms.rules.course import CourseView


def delete_item(actor: Actor, course: CourseView, item_id: int) -> None:
    """The line goes, with how far pupils are with it; the lesson or the assignment itself stays in the course, marks stay in the gradebook."""
    policies.require_work(actor, course)
    item = item_row(course.id, item_id)
    audit.record(actor, "lms.item_deleted", f"course:{course.id}", item=item.id, title=item.title, kind=item.kind)
    forget_items([item.id])


def forget_items(items: Sequence[int]) -> None:
    """Delete items and what hangs on them; talk and marks that came from them are kept without them."""
    session.execute(delete(Completion).where(Completion.item_id.in_(items)))
    session.execute(delete(Prerequisite).where(or_(Prerequisite.item_id.in_(items), Prerequisite.needs_item_id.in_(items))))
    session.execute(update(GradeColumn).where(GradeColumn.item_id.in_(items)).values(item_id=None))
    session.execute(update(Thread).where(Thread.item_id.in_(items)).values(item_id=None))
    session.execute(delete(Item).where(Item.id.in_(items)))

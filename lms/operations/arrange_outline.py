"""Putting sections and items in another order."""

from __future__ import annotations

from sqlalchemy import select

from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Conflict
from lms import policies
from lms.models import Course, Item, Section
from lms.queries.outline import order_of
from lms.rules.course import CourseView
from lms.rules.order import CHANGED, Order, check_same, mark_of


def arrange_outline(actor: Actor, course: CourseView, asked: Order, *, seen: str | None = None) -> str:
    """Put the outline in the order `asked`; returns its mark. `seen` is the mark of the order that was on the screen.

    Conflict when somebody else has changed the outline meanwhile.
    """
    policies.require_work(actor, course)
    session.execute(select(Course.id).where(Course.id == course.id).with_for_update())  # two who arrange take turns
    known = order_of(course.id)
    if seen is not None and seen != mark_of(known):
        raise Conflict(CHANGED)
    check_same(known, asked)
    if asked != known:
        _write(asked)
        audit.record(actor, "lms.outline_arranged", f"course:{course.id}")
    return mark_of(asked)


def _write(asked: Order) -> None:
    sections = {row.id: row for row in session.scalars(select(Section).where(Section.id.in_([number for number, _ in asked])))}
    rows = {row.id: row for row in session.scalars(select(Item).where(Item.id.in_([item for _, items in asked for item in items])))}
    for place, (section_id, items) in enumerate(asked):
        sections[section_id].position = place
        for position, item_id in enumerate(items):
            rows[item_id].section_id, rows[item_id].position = section_id, position
    session.flush()

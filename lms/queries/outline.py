"""The outline of a course: as a pupil or a teacher meets it, its order, its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from core import clock
from core.db import session
from core.errors import Conflict, NotFound
from core.words import say
from lms.models import Completion, Item, Prerequisite, Section
from lms.rules.order import Order
from lms.rules.outline import Outline, OutlineItem, OutlineSection, lock

Standing = tuple[Decimal, datetime | None]
"""Percent, and when it was completed."""

ITEM_COLUMNS = (
    Item.id, Item.section_id, Item.kind, Item.title, Item.target_id, Item.url, Item.detail, Item.is_visible, Item.opens_at, Item.due_at,
    Item.completion, Item.threshold,
)  # fmt: skip
"""What an `OutlineItem` begins with, in its order: a page reads hundreds of them, and columns cost a third of objects."""


def outline_of(course_id: int, person_id: int | None = None, *, with_hidden: bool = False) -> Outline:
    """The outline with the standing of `person_id` (nobody's when None), in four queries at most."""
    rows = session.execute(select(*ITEM_COLUMNS).where(Item.course_id == course_id).order_by(Item.position, Item.id)).all()
    needs, mine = needs_in(course_id), completions_of(person_id, [course_id])
    items = lock([item_view(row, needs.get(row.id, ()), mine.get(row.id)) for row in rows if row.is_visible or with_hidden], clock.now())
    inside: dict[int, list[OutlineItem]] = {}
    for item in items:
        inside.setdefault(item.section_id, []).append(item)
    sections = session.scalars(select(Section).where(Section.course_id == course_id).order_by(Section.position, Section.id))
    return Outline(tuple(OutlineSection(s.id, s.title, s.summary, tuple(inside.get(s.id, ()))) for s in sections))


def needs_in(course_id: int) -> dict[int, tuple[int, ...]]:
    """What every item of a course needs first, by its id."""
    found = select(Prerequisite.item_id, Prerequisite.needs_item_id).join(Item, Item.id == Prerequisite.item_id)
    needs: dict[int, tuple[int, ...]] = {}
    for item_id, needed in session.execute(found.where(Item.course_id == course_id).order_by(Prerequisite.needs_item_id)):
        needs[item_id] = (*needs.get(item_id, ()), needed)
    return needs


def order_of(course_id: int) -> Order:
    """The order of a course's sections and items."""
    sections = session.scalars(select(Section.id).where(Section.course_id == course_id).order_by(Section.position, Section.id))
    order: Order = [(number, []) for number in sections]
    places = dict(order)
    items = select(Item.id, Item.section_id).where(Item.course_id == course_id).order_by(Item.position, Item.id)
    for item_id, section_id in session.execute(items):
        places[section_id].append(item_id)
    return order


def has_items(course_id: int) -> bool:
    """Whether anything stands in the outline."""
    return session.scalar(select(Item.id).where(Item.course_id == course_id).limit(1)) is not None


def stands_in_outline(kind: str, target_id: int) -> bool:
    """Whether any course's outline leads to a thing."""
    return session.scalar(select(Item.id).where(Item.kind == kind, Item.target_id == target_id).limit(1)) is not None


def require_unlocked(course_id: int, person_id: int | None, kind: str, target_id: int) -> None:
    """For pages that a pupil may reach past the outline: NotFound when no item shows the thing, Conflict while each that does is locked."""
    places = [item for item in outline_of(course_id, person_id).items if item.kind == kind and item.target_id == target_id]
    if not places:
        raise NotFound
    if all(item.locks for item in places):
        raise Conflict(say("Mục này còn khóa. Mở nó từ đề cương để xem cần làm gì trước."))


def section_row(course_id: int, section_id: int) -> Section:
    """A section of this course; NotFound when it is another's."""
    found = session.get(Section, section_id)
    if found is None or found.course_id != course_id:
        raise NotFound
    return found


def item_row(course_id: int, item_id: int) -> Item:
    """An item of this course; NotFound when it is another's."""
    found = session.get(Item, item_id)
    if found is None or found.course_id != course_id:
        raise NotFound
    return found


def completions_of(person_id: int | None, course_ids: Iterable[int]) -> Mapping[int, Standing]:
    """A person's standings by item; nobody's are none."""
    if person_id is None:
        return {}
    found = select(Completion.item_id, Completion.percent, Completion.completed_at)
    rows = session.execute(found.where(Completion.person_id == person_id, Completion.course_id.in_(set(course_ids))))
    return {item_id: (percent, completed_at) for item_id, percent, completed_at in rows}


def item_view(columns: Sequence[Any], needs: tuple[int, ...], mine: Standing | None) -> OutlineItem:
    """ITEM_COLUMNS of a row as an outline shows it, not yet locked."""
    percent, completed_at = mine or (Decimal(0), None)
    return OutlineItem(*[*columns, needs, percent, mine is not None, completed_at])

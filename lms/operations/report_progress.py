"""News of a pupil's work becomes progress in every course that holds the thing they worked on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from core import clock
from core.db import session
from lms.models import Completion, Course, CourseState, Enrolment, Item
from lms.operations.fill_grades import fill_grades
from lms.rules.completion import Rule, meets
from lms.rules.items import KINDS


def report(kind: str, target_id: int, person_id: int, percent: Decimal | float | None) -> None:
    """A pupil worked on a thing: `kind` and `target_id` as in `Item`; `percent` (0 to 100) watched, mastered or scored.

    None says: handed in, not scored yet. Every item of that thing in the pupil's open courses moves on; nothing is ever taken back.
    """
    report_all(kind, {target_id: percent}, person_id)


def report_all(kind: str, percents: Mapping[int, Decimal | float | None], person_id: int) -> None:
    """`report` of several things of one kind, by their ids: one look for the items of all."""
    for item in _items(kind, percents, person_id):
        percent = percents[item.target_id or 0]
        known = None if percent is None else Decimal(str(percent))
        note(item, person_id, known, is_done=meets(item.completion, item.threshold, known))
        if known is not None:
            fill_grades(item.id, person_id, known)


def note_view(item: Item, person_id: int) -> None:
    """A pupil opened an item: it has begun, and is done when that is all its rule asks."""
    note(item, person_id, None, is_done=item.completion == Rule.VIEW and KINDS[item.kind].sees)


def note(item: Item, person_id: int, percent: Decimal | None, *, is_done: bool) -> None:
    """Keep the best percent and the first moment of being done."""
    found, now = _row(item, person_id), clock.now()
    found.percent, found.last_at = max(found.percent, percent or Decimal(0)), now
    if is_done and found.completed_at is None:
        found.completed_at = now
    session.flush()


def _items(kind: str, target_ids: Iterable[int], person_id: int) -> Iterable[Item]:
    mine = (Enrolment.course_id == Item.course_id) & (Enrolment.person_id == person_id) & Enrolment.left_at.is_(None)
    found = select(Item).join(Course, Course.id == Item.course_id).join(Enrolment, mine)
    return session.scalars(
        found.where(Item.kind == kind, Item.target_id.in_(list(target_ids)), Course.state == CourseState.PUBLISHED)
    ).all()


def _row(item: Item, person_id: int) -> Completion:
    """The pupil's standing with the item, locked; two pieces of news at once make one row."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    now = clock.now()
    begun = {
        "item_id": item.id,
        "person_id": person_id,
        "course_id": item.course_id,
        "percent": Decimal(0),
        "first_at": now,
        "last_at": now,
    }
    session.execute(insert(Completion).values(begun).on_conflict_do_nothing())
    mine = select(Completion).where(Completion.item_id == item.id, Completion.person_id == person_id)
    return session.execute(mine.with_for_update().execution_options(populate_existing=True)).scalar_one()

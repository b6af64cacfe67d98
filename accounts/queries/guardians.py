"""Parents and their children."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from accounts.models import Guardian, Person
from accounts.queries.people import PersonView, view_of
from core.db import session


def children_of(person_id: int) -> list[PersonView]:
    """The children a person follows, by given name; accounts that are closed are left out."""
    found = select(Person).join(Guardian, Guardian.child_id == Person.id).where(Guardian.guardian_id == person_id, Person.is_active)
    return [view_of(row) for row in session.scalars(found.order_by(Person.name_order, Person.id))]


def guardians_of(child_ids: Iterable[int]) -> dict[int, list[PersonView]]:
    """Who follows each child, by given name, closed accounts left out; a child nobody follows is left out. One query."""
    found = (
        select(Guardian.child_id, Person)
        .join(Person, Guardian.guardian_id == Person.id)
        .where(Guardian.child_id.in_(set(child_ids)), Person.is_active)
        .order_by(Person.name_order, Person.id)
    )
    result: dict[int, list[PersonView]] = {}
    for child_id, person in session.execute(found):
        result.setdefault(child_id, []).append(view_of(person))
    return result

"""Who holds which role where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from accounts.models import Organisation, Person, RoleAssignment
from accounts.queries.people import PersonView, view_of
from accounts.rules import roles as rules
from accounts.rules.roles import Held, RoleCode
from core.actor import Actor, Grant, Place, signed_in_actor
from core.db import session
from core.permissions import Permission


@dataclass(frozen=True)
class AssignmentView:
    """A role somebody holds, for people to read. No `organisation` and no `exam_id` means everywhere."""

    id: int
    person_id: int
    role: str
    organisation_id: int | None
    organisation: str
    path: str | None
    exam_id: int | None
    granted_at: datetime

    @property
    def held(self) -> Held:
        return Held(self.role, self.path, self.exam_id)


def assignments_of(person_ids: Iterable[int]) -> dict[int, list[AssignmentView]]:
    """Everybody's roles in one query, by person, those at organisations first."""
    found = (
        select(RoleAssignment, Organisation.name, Organisation.path)
        .outerjoin(Organisation, RoleAssignment.organisation_id == Organisation.id)
        .where(RoleAssignment.person_id.in_(set(person_ids)))
        .order_by(RoleAssignment.exam_id.is_not(None), RoleAssignment.id)
    )
    result: dict[int, list[AssignmentView]] = {}
    for row, name, path in session.execute(found):
        where = path if row.organisation_id else None if row.exam_id else "/"
        view = AssignmentView(row.id, row.person_id, row.role, row.organisation_id, name or "", where, row.exam_id, row.granted_at)
        result.setdefault(row.person_id, []).append(view)
    return result


def held_by(person_id: int) -> list[Held]:
    """The roles of one person, as the rules want them."""
    return [entry.held for entry in assignments_of([person_id]).get(person_id, [])]


def grants_held_by(person_id: int) -> tuple[Grant, ...]:
    """What a person may do, and where."""
    return rules.grants_of(held_by(person_id))


def person_may(person_id: int, permission: Permission, place: Place) -> bool:
    """Whether a person other than the actor holds a permission at a place."""
    return any(grant.permission == permission and grant.covers(place) for grant in grants_held_by(person_id))


def paths_of(person_id: int, permission: Permission) -> tuple[str, ...]:
    """The organisation subtrees in which a person holds a permission; `Actor.paths` for somebody who is not at work now."""
    return signed_in_actor(person_id, "", grants_held_by(person_id)).paths(permission)


def holders_of(permission: Permission, path: str) -> set[int]:
    """The active people whose duty at an organisation is to use a permission at `path`: by a role there or above it.

    Those who hold it everywhere are named only where nobody else does: an administrator is not everybody's reviewer.
    """
    codes = [code for code, role in rules.ROLES.items() if permission in role.permissions]
    above = [int(step) for step in path.split("/") if step]
    held = (
        select(RoleAssignment.person_id, RoleAssignment.organisation_id)
        .join(Person, RoleAssignment.person_id == Person.id)
        .where(RoleAssignment.role.in_(codes), RoleAssignment.exam_id.is_(None), Person.is_active)
        .where(RoleAssignment.organisation_id.in_(above) | RoleAssignment.organisation_id.is_(None))
    )
    found = list(session.execute(held))
    here = {person_id for person_id, organisation_id in found if organisation_id is not None}
    return here or {person_id for person_id, _ in found}


def holders_at_exam(exam_id: int) -> list[tuple[PersonView, str]]:
    """Who holds a role at this one exam, with the role's code, by role and given name."""
    found = (
        select(Person, RoleAssignment.role)
        .join(RoleAssignment, RoleAssignment.person_id == Person.id)
        .where(RoleAssignment.exam_id == exam_id)
        .order_by(RoleAssignment.role, Person.name_order, Person.id)
    )
    return [(view_of(who), role) for who, role in session.execute(found)]


def other_administrators(person_id: int) -> int:
    """How many active people besides this one are administrators everywhere. Holds the rows, so two cannot leave at once."""
    found = (
        select(RoleAssignment.person_id)
        .join(Person, RoleAssignment.person_id == Person.id)
        .where(RoleAssignment.role == RoleCode.ADMINISTRATOR, RoleAssignment.place == "/", Person.is_active)
        .with_for_update()
    )
    return len({other for other in session.scalars(found) if other != person_id})


def is_administrator(person_id: int) -> bool:
    """Whether the person is an administrator everywhere."""
    found = select(func.count()).where(
        RoleAssignment.person_id == person_id, RoleAssignment.role == RoleCode.ADMINISTRATOR, RoleAssignment.place == "/"
    )
    return session.execute(found).scalar_one() > 0


def actor_of(person_id: int) -> Actor:
    """A person as they act when they are not in a request: a job that they asked for, with what they may do now."""
    name = session.execute(select(Person.full_name).where(Person.id == person_id)).scalar_one()
    return signed_in_actor(person_id, name, grants_held_by(person_id))

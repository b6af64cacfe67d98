"""Give a person a role at a place."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from accounts import policies
from accounts.models import RoleAssignment
from accounts.queries.organisations import organisation_row
from accounts.queries.people import person_row
from accounts.rules.roles import ROLES, place_word
from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.words import say


@dataclass(frozen=True)
class NewRole:
    """Which role, for whom, where: at an organisation, at one exam, or everywhere when both are None."""

    person_id: int
    role: str
    organisation_id: int | None = None
    exam_id: int | None = None


def grant_role(actor: Actor, new: NewRole, *, organisation_path: str = "/") -> None:
    """Nothing happens when the person holds it already. `organisation_path` is the exam's, for a role at an exam."""
    role = ROLES.get(new.role)
    if role is None or (new.exam_id is not None and not role.at_exam):
        raise Invalid(fields={"role": say("Hãy chọn một vai trò trong danh sách.")})
    path = organisation_row(new.organisation_id).path if new.organisation_id else organisation_path
    policies.require_grants_role(actor, new.role, path, new.exam_id)
    person = person_row(new.person_id)
    place = place_word(new.organisation_id, new.exam_id)
    held = select(RoleAssignment.id).where(
        RoleAssignment.person_id == person.id, RoleAssignment.role == new.role, RoleAssignment.place == place
    )
    if session.execute(held).first():
        return
    session.add(
        RoleAssignment(
            person_id=person.id, role=new.role, organisation_id=new.organisation_id, exam_id=new.exam_id, place=place,
            granted_by=actor.person_id, granted_at=clock.now(),
        )
    )  # fmt: skip
    session.flush()
    audit.record(actor, "roles.granted", f"person:{person.id}", role=new.role, place=place)

"""Take a role away."""

from __future__ import annotations

from sqlalchemy import select

from accounts import policies
from accounts.models import RoleAssignment
from accounts.queries.organisations import organisation_row
from accounts.queries.roles import other_administrators
from accounts.rules.roles import RoleCode, place_word
from core import audit
from core.actor import Actor
from core.db import session
from core.errors import NotFound


def revoke_role(actor: Actor, person_id: int, assignment_id: int) -> None:
    """By the same rule as granting. The last administrator keeps the role."""
    found = session.get(RoleAssignment, assignment_id)
    if found is None or found.person_id != person_id:
        raise NotFound
    path = organisation_row(found.organisation_id).path if found.organisation_id else "/"
    _revoke(actor, found, path)


def revoke_exam_role(actor: Actor, person_id: int, role: str, exam_id: int, *, organisation_path: str = "/") -> None:
    """Take a role at one exam away. Nothing happens when it is not held."""
    found = session.scalars(
        select(RoleAssignment).where(
            RoleAssignment.person_id == person_id, RoleAssignment.role == role,
            RoleAssignment.place == place_word(None, exam_id),
        )
    ).one_or_none()  # fmt: skip
    policies.require_grants_role(actor, role, organisation_path, exam_id)
    if found is not None:
        _revoke(actor, found, organisation_path)


def _revoke(actor: Actor, found: RoleAssignment, path: str) -> None:
    policies.require_grants_role(actor, found.role, path, found.exam_id)
    if found.role == RoleCode.ADMINISTRATOR and found.place == "/":
        policies.require_administrator_remains(True, other_administrators(found.person_id))
    session.delete(found)
    audit.record(actor, "roles.revoked", f"person:{found.person_id}", role=found.role, place=found.place)

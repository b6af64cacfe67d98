"""Let a parent follow a child's progress, or end it."""

from __future__ import annotations

from sqlalchemy import select

from accounts import policies
from accounts.models import Guardian, Person, RoleAssignment
from accounts.queries.people import path_of, person_row
from accounts.rules.roles import RoleCode, place_word
from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.words import say


def link_guardian(actor: Actor, guardian_id: int, child_id: int) -> None:
    """Nothing happens when they are linked already. Who holds the role of a parent nowhere gets it at the child's organisation:
    it has power over nobody but the children linked here."""
    guardian, child = person_row(guardian_id), person_row(child_id)
    policies.require_links_guardian(actor, path_of(guardian), path_of(child))
    if guardian_id == child_id:
        raise Invalid(say("Không ai là phụ huynh của chính mình."))
    if session.get(Guardian, (guardian_id, child_id)) is not None:
        return
    session.add(Guardian(guardian_id=guardian_id, child_id=child_id, linked_by=actor.person_id, linked_at=clock.now()))
    session.flush()
    audit.record(actor, "people.guardian_linked", f"person:{child_id}", guardian=guardian_id, name=guardian.full_name)
    _make_parent(actor, guardian, child)


def unlink_guardian(actor: Actor, guardian_id: int, child_id: int) -> None:
    """Nothing happens when they are not linked. The role stays: there may be other children, and without one it shows nothing."""
    guardian, child = person_row(guardian_id), person_row(child_id)
    policies.require_links_guardian(actor, path_of(guardian), path_of(child))
    link = session.get(Guardian, (guardian_id, child_id))
    if link is not None:
        session.delete(link)
        session.flush()
        audit.record(actor, "people.guardian_unlinked", f"person:{child_id}", guardian=guardian_id, name=guardian.full_name)


def _make_parent(actor: Actor, guardian: Person, child: Person) -> None:
    held = select(RoleAssignment.id).where(RoleAssignment.person_id == guardian.id, RoleAssignment.role == RoleCode.PARENT)
    if session.execute(held).first():
        return
    place = place_word(child.organisation_id, None)
    session.add(
        RoleAssignment(
            person_id=guardian.id, role=RoleCode.PARENT, organisation_id=child.organisation_id, place=place,
            granted_by=actor.person_id, granted_at=clock.now(),
        )
    )  # fmt: skip
    session.flush()
    audit.record(actor, "roles.granted", f"person:{guardian.id}", role=RoleCode.PARENT, place=place)

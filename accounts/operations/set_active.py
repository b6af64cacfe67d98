"""Close a person's account, or open it again. Nothing is deleted: exams and certificates still name the person."""

from __future__ import annotations

from accounts import policies
from accounts.operations.revoke_sessions import revoke_sessions
from accounts.queries.people import path_of, person_row
from accounts.queries.roles import grants_held_by, is_administrator, other_administrators
from core import audit
from core.actor import Actor


def deactivate_person(actor: Actor, person_id: int) -> None:
    """The person can no longer sign in and is signed out everywhere; roles stay for the day they return."""
    person = person_row(person_id)
    policies.require_may_deactivate(actor, person_id, path_of(person), grants_held_by(person_id))
    if is_administrator(person_id):
        policies.require_administrator_remains(True, other_administrators(person_id))
    person.is_active = False
    revoke_sessions(person_id)
    audit.record(actor, "people.deactivated", f"person:{person_id}")


def activate_person(actor: Actor, person_id: int) -> None:
    """Open a closed account again. By the same rank as closing: it gives its roles back."""
    person = person_row(person_id)
    policies.require_may_deactivate(actor, person_id, path_of(person), grants_held_by(person_id))
    person.is_active = True
    audit.record(actor, "people.activated", f"person:{person_id}")

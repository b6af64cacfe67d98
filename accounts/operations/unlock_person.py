"""Let a person try to sign in again after too many wrong passwords."""

from __future__ import annotations

from accounts import policies
from accounts.queries.people import path_of, person_row
from core import audit
from core.actor import Actor


def unlock_person(actor: Actor, person_id: int) -> None:
    person = person_row(person_id)
    policies.require_manages_person(actor, path_of(person))
    person.failed_sign_ins, person.locked_until = 0, None
    audit.record(actor, "people.unlocked", f"person:{person_id}")

"""Staff gives a person a new password, readable, to be replaced at the first sign-in."""

from __future__ import annotations

from accounts import policies
from accounts.operations.revoke_sessions import revoke_sessions
from accounts.queries.people import path_of, person_row
from accounts.queries.roles import grants_held_by
from accounts.rules.hashing import hash_one_time
from accounts.rules.passwords import one_time_password
from core import audit
from core.actor import Actor


def reset_password(actor: Actor, person_id: int) -> str:
    """The new password, which nothing keeps readable. Ends the person's sessions and unlocks the account."""
    person = person_row(person_id)
    policies.require_may_reset_password(actor, person_id, path_of(person), grants_held_by(person_id))
    password = one_time_password()
    person.password_hash = hash_one_time(password)
    person.must_change_password = True
    person.failed_sign_ins, person.locked_until = 0, None
    revoke_sessions(person_id)
    audit.record(actor, "people.password_reset", f"person:{person_id}")
    return password

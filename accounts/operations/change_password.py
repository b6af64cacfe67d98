"""A person replaces their own password."""

from __future__ import annotations

from accounts.operations.revoke_sessions import revoke_sessions
from accounts.queries.people import person_row
from accounts.queries.roles import held_by
from accounts.rules.hashing import hash_password, matches
from accounts.rules.passwords import weakness
from accounts.rules.roles import is_staff
from core import audit
from core.actor import Actor
from core.errors import Invalid, NotSignedIn
from core.words import say


def change_password(actor: Actor, current: str, new: str, *, session_id: int | None) -> None:
    """Sign in with `new` from now on; every browser but the one of `session_id` is signed out.

    Whoever holds a password given by staff need not repeat it: they typed it a moment ago. Raises Invalid at the field.
    """
    if actor.person_id is None:
        raise NotSignedIn
    hashed = hash_password(new[:200])  # before the first query: hashing must not hold the database's write lock
    person = person_row(actor.person_id)
    if not person.must_change_password and not matches(person.password_hash, current):
        raise Invalid(fields={"current": say("Mật khẩu hiện tại chưa đúng.")})
    birthday = f"{person.birth_on:%d%m%Y}" if person.birth_on else ""
    staff = is_staff(held.role for held in held_by(person.id))
    weak = weakness(new, staff=staff, personal=(person.username, person.code or "", birthday, person.citizen_id or "", person.email))
    if weak is None and matches(person.password_hash, new):
        weak = say("Mật khẩu mới trùng với mật khẩu đang dùng.")
    if weak is not None:
        raise Invalid(fields={"new": weak})
    person.password_hash, person.must_change_password = hashed, False
    revoke_sessions(person.id, but=session_id)
    audit.record(actor, "people.password_changed", f"person:{person.id}")

"""Compare a username and a password with what is kept. Slow on purpose, and reads only, so that it holds no lock."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.queries.people import person_row_named
from accounts.rules.hashing import hash_password, is_outdated, matches
from accounts.rules.lockout import is_locked
from accounts.rules.names import same_username
from core import clock


@dataclass(frozen=True)
class Verdict:
    """`person_id` None: nobody has this name. `better_hash`: the same password under today's settings, when the kept one is older."""

    username: str
    person_id: int | None
    is_right: bool
    better_hash: str | None = None


def check_sign_in(username: str, password: str) -> Verdict:
    """What `operations.sign_in` needs to decide. A locked account is not compared, but takes as long: the clock must not tell who exists."""
    name = same_username(username)[:200]
    person = person_row_named(name)
    if person is None:
        return Verdict(name, None, matches("", password))
    if is_locked(person.locked_until, clock.now()):
        return Verdict(name, person.id, matches("", password))
    if not matches(person.password_hash, password):
        return Verdict(name, person.id, False)
    better = not person.must_change_password and is_outdated(person.password_hash)
    return Verdict(name, person.id, True, hash_password(password) if better else None)

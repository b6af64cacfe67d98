"""Let a person in, or count a wrong try."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.dialects import postgresql, sqlite

from accounts.models import BrowserSession, Person, UnknownName
from accounts.operations.check_sign_in import Verdict
from accounts.queries.sessions import LONGEST, person_for_sign_in, unknown_name
from accounts.rules.lockout import is_locked, lock_after, locked_message
from accounts.rules.tokens import hash_of, new_token
from core import audit, clock
from core.actor import signed_in_actor
from core.db import session
from core.words import Message, say

WRONG = say("Tên đăng nhập hoặc mật khẩu chưa đúng.")
CLOSED = say("Tài khoản này đã ngừng hoạt động. Hãy hỏi nhà trường hoặc cán bộ quản lý.")


@dataclass(frozen=True)
class SignedIn:
    """A `token` for the cookie, or a `refusal` to show."""

    token: str | None = None
    refusal: Message | None = None
    must_change_password: bool = False


def sign_in(verdict: Verdict, *, address: str, agent: str) -> SignedIn:
    """Act on a verdict. Never raises for a wrong try: the count of it must be kept."""
    now = clock.now()
    person = person_for_sign_in(verdict.person_id) if verdict.person_id else None
    account = person or _tries_at(hash_of(verdict.username))
    if account.locked_until is not None and is_locked(account.locked_until, now):
        return SignedIn(refusal=locked_message(account.locked_until, now))
    if person is None or not verdict.is_right:
        return SignedIn(refusal=_count_wrong_try(account, person))
    if not person.is_active:
        return SignedIn(refusal=CLOSED)
    person.failed_sign_ins, person.locked_until = 0, None
    if verdict.better_hash:
        person.password_hash = verdict.better_hash
    token = new_token()
    session.add(
        BrowserSession(
            token_hash=hash_of(token), person_id=person.id, created_at=now, last_seen_at=now, expires_at=now + LONGEST,
            address=address[:60], agent=agent[:300],
        )
    )  # fmt: skip
    audit.record(signed_in_actor(person.id, person.full_name, ()), "people.signed_in", f"person:{person.id}", address=address[:60])
    return SignedIn(token, must_change_password=person.must_change_password)


def _tries_at(name_hash: str) -> UnknownName:
    found = unknown_name(name_hash)
    if found is None:  # two may try a new name at once: the later insert yields
        insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        session.execute(insert(UnknownName).values(name_hash=name_hash, failed_sign_ins=0, tried_at=clock.now()).on_conflict_do_nothing())
        found = session.get_one(UnknownName, name_hash, with_for_update=True)
    found.tried_at = clock.now()
    return found


def _count_wrong_try(account: Person | UnknownName, person: Person | None) -> Message:
    now = clock.now()
    account.failed_sign_ins += 1
    length = lock_after(account.failed_sign_ins)
    if length is None:
        return WRONG
    account.locked_until = now + length
    if person is not None:
        who = signed_in_actor(person.id, person.full_name, ())
        audit.record(who, "people.locked", f"person:{person.id}", failures=account.failed_sign_ins)
    return locked_message(account.locked_until, now)

"""Browsers that are signed in, and accounts that somebody is trying to enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, select

from accounts.models import BrowserSession, Organisation, Person, RoleAssignment, UnknownName
from accounts.rules.roles import Held
from core.db import session

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)


@dataclass(frozen=True)
class LiveSession:
    """A browser that is signed in: its session, its person with what the bell shows, and the roles the person holds."""

    id: int
    last_seen_at: datetime
    person_id: int
    full_name: str
    must_change_password: bool
    unread_count: int
    held: tuple[Held, ...]


def live_session(token_hash: str, now: datetime) -> LiveSession | None:
    """The session of a token, while it lives and the person is active. Every page asks this: one statement, built once."""
    rows = session.execute(_LIVE, {"token_hash": token_hash, "now": now, "seen_after": now - IDLE}).all()
    if not rows:
        return None
    held = tuple(Held(row.role, row.path if row.organisation_id else None if row.exam_id else "/", row.exam_id) for row in rows if row.role)
    return LiveSession(*rows[0][:6], held)


def live_sessions_of(person_id: int, now: datetime) -> Sequence[BrowserSession]:
    """A person's living sessions, the one seen last first."""
    found = select(BrowserSession).where(BrowserSession.person_id == person_id, _alive(now))
    return session.scalars(found.order_by(BrowserSession.last_seen_at.desc(), BrowserSession.id.desc())).all()


def person_for_sign_in(person_id: int) -> Person | None:
    """The person, held until the transaction ends, so that tries made at once are all counted."""
    return session.scalars(select(Person).where(Person.id == person_id).with_for_update()).one_or_none()


def unknown_name(name_hash: str) -> UnknownName | None:
    """The tries at a name that nobody has, held likewise."""
    return session.get(UnknownName, name_hash, with_for_update=True)


def _alive(now: datetime) -> ColumnElement[bool]:
    return and_(BrowserSession.revoked_at.is_(None), BrowserSession.expires_at > now, BrowserSession.last_seen_at > now - IDLE)


_LIVE = (
    select(
        BrowserSession.id, BrowserSession.last_seen_at, Person.id, Person.full_name, Person.must_change_password, Person.unread_count,
        RoleAssignment.role, RoleAssignment.organisation_id, RoleAssignment.exam_id, Organisation.path,
    )
    .join(Person, BrowserSession.person_id == Person.id)
    .outerjoin(RoleAssignment, RoleAssignment.person_id == Person.id)
    .outerjoin(Organisation, RoleAssignment.organisation_id == Organisation.id)
    .where(
        BrowserSession.token_hash == bindparam("token_hash"), Person.is_active.is_(True), BrowserSession.revoked_at.is_(None),
        BrowserSession.expires_at > bindparam("now"), BrowserSession.last_seen_at > bindparam("seen_after"),
    )
    .order_by(RoleAssignment.exam_id.is_not(None), RoleAssignment.id)
)  # fmt: skip

"""Browsers that are signed in, and accounts that somebody is trying to enter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, select

from accounts.models import BrowserSession, Person, UnknownName
from core.db import session

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)


def live_session(token_hash: str, now: datetime) -> tuple[BrowserSession, Person] | None:
    """The session of a token with its person, while it lives and the person is active."""
    found = (
        select(BrowserSession, Person)
        .join(Person, BrowserSession.person_id == Person.id)
        .where(BrowserSession.token_hash == token_hash, Person.is_active.is_(True), _alive(now))
    )
    row = session.execute(found).one_or_none()
    return (row[0], row[1]) if row else None


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

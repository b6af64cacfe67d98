"""Browsers that are signed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from accounts.models import BrowserSession, Person
from core.db import session

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)


def live_session(token_hash: str, now: datetime) -> tuple[BrowserSession, Person] | None:
    """The session of a token with its person, while it lives and the person is active."""
    found = (
        select(BrowserSession, Person)
        .join(Person, BrowserSession.person_id == Person.id)
        .where(BrowserSession.token_hash == token_hash, BrowserSession.revoked_at.is_(None), Person.is_active)
        .where(BrowserSession.expires_at > now, BrowserSession.last_seen_at > now - IDLE)
    )
    row = session.execute(found).one_or_none()
    return (row[0], row[1]) if row else None


def live_sessions_of(person_id: int, now: datetime) -> Sequence[BrowserSession]:
    """A person's living sessions, the one seen last first."""
    found = (
        select(BrowserSession)
        .where(BrowserSession.person_id == person_id, BrowserSession.revoked_at.is_(None))
        .where(BrowserSession.expires_at > now, BrowserSession.last_seen_at > now - IDLE)
        .order_by(BrowserSession.last_seen_at.desc(), BrowserSession.id.desc())
    )
    return session.scalars(found).all()

"""Sign browsers out: one, or all of a person."""

from __future__ import annotations

from sqlalchemy import update

from accounts.models import BrowserSession
from core import clock
from core.db import session


def revoke_sessions(person_id: int, *, but: int | None = None) -> int:
    """End every living session of the person except the session `but`. Returns how many ended."""
    ending = update(BrowserSession).where(BrowserSession.person_id == person_id, BrowserSession.revoked_at.is_(None))
    if but is not None:
        ending = ending.where(BrowserSession.id != but)
    return session.execute(ending.values(revoked_at=clock.now())).rowcount  # type: ignore[attr-defined, no-any-return]


def revoke_session(session_id: int) -> None:
    """End one session."""
    session.execute(update(BrowserSession).where(BrowserSession.id == session_id).values(revoked_at=clock.now()))

"""Drop what has served its time: tries at unknown names, sessions long ended."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, or_

from accounts.models import BrowserSession, UnknownName
from core import clock
from core.db import session

KEEP_TRIES = timedelta(days=1)
KEEP_ENDED = timedelta(days=90)


def forget_old() -> None:
    """Tries at names that nobody has go after a day, sessions three months after their end."""
    now = clock.now()
    session.execute(delete(UnknownName).where(UnknownName.tried_at < now - KEEP_TRIES))
    ended = or_(BrowserSession.expires_at < now - KEEP_ENDED, BrowserSession.revoked_at < now - KEEP_ENDED)
    session.execute(delete(BrowserSession).where(ended))

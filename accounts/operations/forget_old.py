"""Drop what has served its time: tries at unknown names, sessions long ended, notifications long read."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, or_

from accounts.models import BrowserSession, Notification, UnknownName
from core import clock
from core.db import session

KEEP_TRIES = timedelta(days=1)
KEEP_ENDED = timedelta(days=90)
KEEP_READ = timedelta(days=90)


def forget_old() -> None:
    """Tries at names that nobody has go after a day, sessions and notifications three months after they ended or were read."""
    now = clock.now()
    session.execute(delete(UnknownName).where(UnknownName.tried_at < now - KEEP_TRIES))
    ended = or_(BrowserSession.expires_at < now - KEEP_ENDED, BrowserSession.revoked_at < now - KEEP_ENDED)
    session.execute(delete(BrowserSession).where(ended))
    session.execute(delete(Notification).where(Notification.read_at < now - KEEP_READ))

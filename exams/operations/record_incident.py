"""Noting what the room's minutes must tell."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from core.db import session
from exams.models import Incident

REPEATS_AFTER = timedelta(minutes=1)


def record_incident(exam_id: int, sitting_id: int | None, kind: str, at: datetime, **detail: object) -> None:
    """Write one incident; `detail` holds JSON values."""
    session.add(Incident(exam_id=exam_id, sitting_id=sitting_id, kind=kind, detail=detail, at=at))


def record_once(exam_id: int, sitting_id: int, kind: str, at: datetime, **detail: object) -> None:
    """Write it unless the sitting had one of this kind within a minute: a page that tries again must not fill the minutes."""
    recent = select(Incident.id).where(Incident.sitting_id == sitting_id, Incident.kind == kind, Incident.at > at - REPEATS_AFTER)
    if session.execute(recent.limit(1)).first() is None:
        record_incident(exam_id, sitting_id, kind, at, **detail)

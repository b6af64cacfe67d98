"""The invigilator's leave to go on with a sitting on another machine."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict
from core.words import say
from exams.models import Sitting, SittingState

LASTS = timedelta(minutes=10)


def allow_takeover(actor: Actor, sitting_id: int) -> datetime:
    """Let the next machine that starts take the sitting over; until when. It serves once."""
    until = clock.now() + LASTS
    running = update(Sitting).where(Sitting.id == sitting_id, Sitting.state == SittingState.RUNNING)
    if session.execute(running.values(takeover_until=until).returning(Sitting.id)).first() is None:
        raise Conflict(say("Lượt thi này đã kết thúc."))
    audit.record(actor, "exams.takeover_allowed", f"sitting:{sitting_id}")
    return until

"""Telling a running sitting something: a message, a correction, more time. It reaches the page with its next exchange."""

from __future__ import annotations

from sqlalchemy import update

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid
from core.words import say
from exams.models import Notice, Sitting, SittingState

LONGEST = 1_000


def send_message(actor: Actor, sitting_ids: list[int], text: str, kind: str = "message") -> int:
    """Send `text` to those of the sittings that are still running; how many there were. `kind`: message or correction."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise Invalid(fields={"text": say("Lời nhắn cần từ 1 đến %(most)d ký tự.", most=LONGEST)})
    told = [sitting_id for sitting_id in sitting_ids if _tell(sitting_id, kind, text)]
    if told:
        audit.record(actor, "exams.message_sent", f"sitting:{told[0]}", sittings=told, kind=kind, text=text)
    return len(told)


def _tell(sitting_id: int, kind: str, text: str) -> bool:
    running = update(Sitting).where(Sitting.id == sitting_id, Sitting.state == SittingState.RUNNING)
    grown = running.values(notice_count=Sitting.notice_count + 1).returning(Sitting.id)
    if session.execute(grown).first() is None:
        return False
    session.add(Notice(sitting_id=sitting_id, kind=kind, text=text, sent_at=clock.now()))
    return True


def tell(sitting_id: int, kind: str, text: str) -> None:
    """Send one notice; Conflict when the sitting has ended."""
    if not _tell(sitting_id, kind, text):
        raise Conflict(say("Lượt thi này đã kết thúc."))

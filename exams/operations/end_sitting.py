"""Ending a sitting that its candidate did not hand in: by the clock, or by the invigilator."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from core import clock
from core.db import session
from core.errors import Conflict
from core.words import say
from exams.models import EndReason, Exam, Sitting, SittingState
from exams.operations.ask_for_marking import ask_for_marking
from exams.operations.record_incident import record_incident
from exams.rules.journal import receipt_of
from exams.rules.timing import settled_at


def end_sitting(sitting_id: int, reason: EndReason, /, **detail: object) -> str:
    """End a running sitting and give its receipt; Conflict when it has ended, or when the clock may not end it yet.

    Answers given before the end may still arrive, so marking is asked for once they no longer count. A forced end is an incident;
    `detail` (JSON values) tells why.
    """
    now = clock.now()
    exam, sitting = _locked(sitting_id)
    if sitting.state != SittingState.RUNNING:
        raise Conflict(say("Lượt thi này đã kết thúc."))
    if reason == EndReason.DEADLINE and now <= sitting.deadline_at + timedelta(seconds=exam.grace_seconds):
        raise Conflict(say("Lượt thi này còn giờ làm bài."))
    sitting.state, sitting.end_reason, sitting.ended_at = SittingState.ENDED, reason, now
    sitting.receipt = receipt_of(sitting.chain_head)
    ask_for_marking(sitting.id, settled_at(_cut(sitting, now), exam.grace_seconds, exam.late_arrival_seconds))
    if reason == EndReason.FORCED:
        record_incident(exam.id, sitting.id, "forced_hand_in", now, **detail)
    return sitting.receipt


def _cut(sitting: Sitting, now: datetime) -> datetime:
    """No answer given after this moment counts."""
    return min(now, sitting.deadline_at)


def _locked(sitting_id: int) -> tuple[Exam, Sitting]:
    """The sitting as it is now, not as this session may remember it, held until the transaction ends."""
    found = select(Exam, Sitting).join(Sitting, Sitting.exam_id == Exam.id).where(Sitting.id == sitting_id)
    locked = found.with_for_update(of=Sitting).execution_options(populate_existing=True)
    exam, sitting = session.execute(locked).one()
    return exam, sitting

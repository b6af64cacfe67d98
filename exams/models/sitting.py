"""A sitting and its journal: what the candidate did, in order, each batch acknowledged only after it was kept."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class SittingState(StrEnum):
    RUNNING = "running"
    ENDED = "ended"


class EndReason(StrEnum):
    """Who ended a sitting: the candidate, the clock (closed by the server), or the invigilator."""

    HANDED_IN = "handed_in"
    DEADLINE = "deadline"
    FORCED = "forced"


class Sitting(Model):
    """One candidate's work under the clock. `acked_seq` and `chain_head` are the end of the journal that the server vouches for."""

    __tablename__ = "exams_sitting"
    __table_args__ = (
        Index("ix_exams_sitting_exam_id_state", "exam_id", "state"),
        Index("ix_exams_sitting_state_deadline_at", "state", "deadline_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(ForeignKey("exams_exam.id"))
    candidate_id: Mapped[int] = mapped_column(ForeignKey("exams_candidate.id"), unique=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("exams_form.id"))
    state: Mapped[str] = mapped_column(String(10), default=SittingState.RUNNING)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    deadline_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    end_reason: Mapped[str | None] = mapped_column(String(10))
    receipt: Mapped[str | None] = mapped_column(String(20))
    live_session: Mapped[int] = mapped_column(default=1)
    device: Mapped[str] = mapped_column(String(64))
    takeover_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    acked_seq: Mapped[int] = mapped_column(default=0)
    chain_head: Mapped[str] = mapped_column(String(64))
    notice_count: Mapped[int] = mapped_column(default=0)
    """How many notices this sitting has been sent: a save's reply looks for new ones only when this has grown."""
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    marked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class JournalBatch(Model):
    """Events `first_seq`..`last_seq` as they were sent: a JSON array of the exact strings that the chain hashes."""

    __tablename__ = "exams_journal_batch"

    sitting_id: Mapped[int] = mapped_column(ForeignKey("exams_sitting.id"), primary_key=True)
    first_seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_seq: Mapped[int]
    events: Mapped[str] = mapped_column(Text)
    head: Mapped[str] = mapped_column(String(64))
    live_session: Mapped[int]
    arrival: Mapped[str] = mapped_column(String(10))
    """`exams.rules.timing.Arrival`: what came too late is kept as evidence and not scored."""
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Notice(Model):
    """Something the room tells a running sitting: a message, extra time, a correction. `kind`: message, extra_time, correction."""

    __tablename__ = "exams_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("exams_sitting.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Incident(Model):
    """Something the room's minutes must tell: a takeover, a late arrival, a broken chain, a forced hand-in. `detail` is JSON."""

    __tablename__ = "exams_incident"
    __table_args__ = (Index("ix_exams_incident_exam_id_at", "exam_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(ForeignKey("exams_exam.id"))
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("exams_sitting.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

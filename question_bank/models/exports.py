"""Questions taken out of a bank by a job, and what their file could not hold."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Model, UtcDateTime
from question_bank.models.bank import Bank
from question_bank.models.question import Question

KEPT = timedelta(days=7)
"""How long the file of an export stays: it holds keys, and the bank can write it again."""


class ExportState(StrEnum):
    """Where an export is: waiting or being written, stopped by a person, refused with a reason, done, or its file was removed."""

    WRITING = "writing"
    STOPPED = "stopped"
    FAILED = "failed"
    DONE = "done"
    GONE = "gone"


class ExportRun(Model):
    """A selection of a bank (`wanted`: the filter as said) in one format. `turn` counts how often it was begun: an earlier one lets go.

    `report`: {"found", "written", "lossy", "reasons": [[message, questions], …]} of a file, {"failure": message} of a refusal.
    `question_ids` are those in the file, for the record of who has had them; read only when somebody gets the file.
    """

    __tablename__ = "question_bank_export_run"
    __table_args__ = (
        Index("ix_question_bank_export_run_bank_id_id", "bank_id", "id"),
        Index("ix_question_bank_export_run_own", "created_by", "bank_id", "id"),
        Index("ix_question_bank_export_run_state_done_at", "state", "done_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"))
    format: Mapped[str] = mapped_column(String(20))
    wanted: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(String(10), default=ExportState.WRITING)
    turn: Mapped[int] = mapped_column(default=1)
    report: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    question_ids: Mapped[list[int]] = mapped_column(JSON, default=list, deferred=True)
    stored: Mapped[str | None] = mapped_column(String(120))
    size: Mapped[int] = mapped_column(default=0)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("core_job.id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    bank: Mapped[Bank] = relationship()

    @property
    def kept_until(self) -> datetime | None:
        """From when on nobody gets the file any more; None while there is none."""
        return self.done_at + KEPT if self.done_at and self.state == ExportState.DONE else None

    def awaits(self, turn: int) -> bool:
        """Whether that turn is still to be written: not when somebody has stopped it or begun it anew."""
        return (self.state, self.turn) == (ExportState.WRITING, turn)

    def has_file(self, moment: datetime) -> bool:
        """Whether the file can be had at that moment."""
        return self.kept_until is not None and moment < self.kept_until


class ExportLoss(Model):
    """One thing that a file does not hold of one question; `reason` is its place in the report's reasons, None behind the last of them."""

    __tablename__ = "question_bank_export_loss"
    __table_args__ = (
        UniqueConstraint("run_id", "number", name="uq_question_bank_export_loss_run_id_number"),
        Index("ix_question_bank_export_loss_run_id_reason", "run_id", "reason", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("question_bank_export_run.id"))
    number: Mapped[int]
    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"))
    reason: Mapped[int | None]
    message: Mapped[dict[str, Any]] = mapped_column(JSON)
    is_left_out: Mapped[bool]

    question: Mapped[Question] = relationship()

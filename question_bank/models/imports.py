"""Files brought to a bank, and what was read in them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Model, UtcDateTime
from question_bank.models.bank import Bank


class RunState(StrEnum):
    """Where an import is: being read, waiting to be looked at, being applied, done, or not readable at all."""

    READING = "reading"
    CHECK = "check"
    APPLYING = "applying"
    DONE = "done"
    FAILED = "failed"


class ImportRun(Model):
    """One file brought to a bank: how it was read and what became of it. `report` holds counts, categories and the reason of a failure.

    `seen_by` are the people who had its check page before them, before the bank knew any of its questions.
    """

    __tablename__ = "question_bank_import_run"
    __table_args__ = (Index("ix_question_bank_import_run_bank_id_id", "bank_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"))
    filename: Mapped[str] = mapped_column(String(200))
    format: Mapped[str] = mapped_column(String(20), default="auto")
    stored: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(10), default=RunState.READING)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    report: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    seen_by: Mapped[list[int]] = mapped_column(JSON, default=list)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("core_job.id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    bank: Mapped[Bank] = relationship()


class Verdict(StrEnum):
    """What a person said of an item on the check screen: taken as it is understood, or left out of the import."""

    ACCEPTED = "accepted"
    LEFT_OUT = "left_out"


class ImportItem(Model):
    """One question of a file as it was understood. `state`: kept, changed, refused; `outcome`: what applying it did.

    `origin` is the file's own page as safe html, "" where the format has none; `read_key` the key as it was read, kept from the
    first change by hand, `mended_by` whoever made one; `questions` how many questions of the file stand in it (a shared stimulus holds several).
    """

    __tablename__ = "question_bank_import_item"
    __table_args__ = (
        UniqueConstraint("run_id", "number", name="uq_question_bank_import_item_run_id_number"),
        Index("ix_question_bank_import_item_run_id_state", "run_id", "state", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("question_bank_import_run.id"))
    number: Mapped[int]
    ref: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(10))
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    category: Mapped[str] = mapped_column(String(300), default="")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    topic_code: Mapped[str | None] = mapped_column(String(60))
    outcome_code: Mapped[str | None] = mapped_column(String(80))
    level: Mapped[str | None] = mapped_column(String(8))
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    safe: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    source: Mapped[str] = mapped_column(Text, default="")
    origin: Mapped[str] = mapped_column(Text, default="")
    questions: Mapped[int] = mapped_column(default=1)
    read_key: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    mended_by: Mapped[list[int]] = mapped_column(JSON, default=list)
    verdict: Mapped[str | None] = mapped_column(String(10))
    outcome: Mapped[str | None] = mapped_column(String(12))

    run: Mapped[ImportRun] = relationship()

    @property
    def hands(self) -> tuple[int, ...]:
        """Everybody whose work it is: who brought the file, who mended it on the check page."""
        brought_by = self.run.created_by
        return tuple(sorted({*self.mended_by, *([brought_by] if brought_by else [])}))

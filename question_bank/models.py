"""Banks, questions, their immutable revisions, pictures and imports."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, NoReturn

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Model, UtcDateTime


class State(StrEnum):
    """Where a question is in its life: only a ready one can be drawn into a paper."""

    DRAFT = "draft"
    READY = "ready"
    RETIRED = "retired"


class RunState(StrEnum):
    """Where an import is: being read, waiting to be looked at, being applied, done, or not readable at all."""

    READING = "reading"
    CHECK = "check"
    APPLYING = "applying"
    DONE = "done"
    FAILED = "failed"


class Bank(Model):
    """A shelf of questions that belongs to one organisation."""

    __tablename__ = "question_bank_bank"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("accounts_organisation.id"), index=True)
    subject_code: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Question(Model):
    """What is asked, through all its wordings. `search` is its plain text folded: no diacritics, lower case."""

    __tablename__ = "question_bank_question"
    __table_args__ = (
        UniqueConstraint("bank_id", "ref", name="uq_question_bank_question_bank_id_ref"),
        Index("ix_question_bank_question_draw", "bank_id", "state", "topic_id", "level", "kind"),
        Index("ix_question_bank_question_level", "bank_id", "state", "level"),
        Index("ix_question_bank_question_kind", "bank_id", "state", "kind"),
        Index("ix_question_bank_question_updated", "bank_id", "updated_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"))
    ref: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("curriculum_topic.id"), index=True)
    outcome_id: Mapped[int | None] = mapped_column(ForeignKey("curriculum_outcome.id"), index=True)
    level: Mapped[str | None] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(10), default=State.DRAFT)
    current_revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("question_bank_revision.id", use_alter=True, name="fk_question_bank_question_current_revision_id")
    )
    category: Mapped[str] = mapped_column(String(300), default="")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    preview: Mapped[str] = mapped_column(Text, default="")
    search: Mapped[str] = mapped_column(Text, default="")
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    bank: Mapped[Bank] = relationship()
    current: Mapped[Revision | None] = relationship(foreign_keys=[current_revision_id], post_update=True)


class Revision(Model):
    """One wording of a question, never changed. `content` is what was written; `safe` is what readers get."""

    __tablename__ = "question_bank_revision"
    __table_args__ = (UniqueConstraint("question_id", "number", name="uq_question_bank_revision_question_id_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    safe: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(String(64))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Media(Model):
    """A picture, named by its content (`<sha256>.png`); `media:NAME` in a question means it."""

    __tablename__ = "question_bank_media"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    stored: Mapped[str] = mapped_column(String(120))
    mime: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ImportRun(Model):
    """One file brought to a bank: how it was read and what became of it. `report` holds counts, categories and the reason of a failure."""

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
    job_id: Mapped[int | None] = mapped_column(ForeignKey("core_job.id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    bank: Mapped[Bank] = relationship()


class ImportItem(Model):
    """One question of a file as it was understood. `state`: kept, changed, refused; `outcome`: what applying it did."""

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
    outcome: Mapped[str | None] = mapped_column(String(12))


def _refuse(*_: object) -> NoReturn:
    raise RuntimeError("A revision is never changed: write a new one.")


event.listen(Revision, "before_update", _refuse)
event.listen(Revision, "before_delete", _refuse)

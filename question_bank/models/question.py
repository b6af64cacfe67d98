"""Questions and their immutable revisions."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Model, UtcDateTime
from question_bank.models.bank import Bank
from question_bank.rules.life import Labels, State, reading_digest


class Question(Model):
    """What is asked, through all its wordings.

    Papers draw `current`. In a bank with review a newer wording waits as `pending` until someone approves it; `submitted_at`
    is when the newest wording was laid before the reviewers (None: it was not, or it has been decided). `exposures` counts
    the people who had it before them, `last_used_at` the last time.
    """

    __tablename__ = "question_bank_question"
    __table_args__ = (
        UniqueConstraint("bank_id", "ref", name="uq_question_bank_question_bank_id_ref"),
        Index("ix_question_bank_question_draw", "bank_id", "state", "topic_id", "level", "kind"),
        Index("ix_question_bank_question_level", "bank_id", "state", "level"),
        Index("ix_question_bank_question_kind", "bank_id", "state", "kind"),
        Index("ix_question_bank_question_submitted", "bank_id", "submitted_at"),
        Index("ix_question_bank_question_leak", "bank_id", "suspected_leak_at"),
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
    pending_revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("question_bank_revision.id", use_alter=True, name="fk_question_bank_question_pending_revision_id")
    )
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    exposures: Mapped[int] = mapped_column(default=0)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    suspected_leak_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    suspected_leak_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    suspected_leak_reason: Mapped[str] = mapped_column(String(500), default="")
    seconds: Mapped[int | None]
    """How long a pupil is expected to need; None: by its kind and level."""
    category: Mapped[str] = mapped_column(String(300), default="")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    preview: Mapped[str] = mapped_column(Text, default="")
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    bank: Mapped[Bank] = relationship()
    current: Mapped[Revision | None] = relationship(foreign_keys=[current_revision_id], post_update=True)
    pending: Mapped[Revision | None] = relationship(foreign_keys=[pending_revision_id], post_update=True)

    @property
    def newest(self) -> Revision | None:
        """The wording that editors and reviewers see: the pending one, else the one papers draw."""
        return self.pending or self.current

    @property
    def labels(self) -> Labels:
        """What draws go by: topic, outcome and level."""
        return Labels(self.topic_id, self.outcome_id, self.level)

    @labels.setter
    def labels(self, labels: Labels) -> None:
        self.topic_id, self.outcome_id, self.level = labels.topic_id, labels.outcome_id, labels.level

    @property
    def proposed(self) -> Labels:
        """The labels that editors and reviewers see: the pending ones, else those that draws go by."""
        waiting = self.pending.labels if self.pending is not None else None
        return Labels(**waiting) if waiting is not None else self.labels

    @property
    def reading(self) -> str:
        """What names the newest wording with its labels: an approval is of what was read."""
        return reading_digest(self.newest.sha256 if self.newest is not None else "", self.proposed)


class Revision(Model):
    """One wording of a question, never changed. `content` is what was written; `safe` is what readers get.

    `labels` are those of `Question.labels` that it brings (bank with review; None: as they were). `also_by` are people beside
    `created_by` whose work it is: who brought the file it stood in, who mended it on the check page.
    """

    __tablename__ = "question_bank_revision"
    __table_args__ = (UniqueConstraint("question_id", "number", name="uq_question_bank_revision_question_id_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    safe: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(String(64))
    labels: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    also_by: Mapped[list[int]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


def _refuse(*_: object) -> NoReturn:
    raise RuntimeError("A revision is never changed: write a new one.")


event.listen(Revision, "before_update", _refuse)
event.listen(Revision, "before_delete", _refuse)

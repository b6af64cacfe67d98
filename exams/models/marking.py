"""What the marks of a sitting are, and what they add up to."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class MarkState(StrEnum):
    """How an answer got its mark: by rule, not yet (a person must), or by a person."""

    AUTOMATIC = "automatic"
    WAITING = "waiting"
    BY_PERSON = "by_person"


class AnswerMark(Model):
    """The mark of one answer. `points` is None while a person still has to mark; `parts` and `reason` say why (JSON)."""

    __tablename__ = "exams_answer_mark"
    __table_args__ = (UniqueConstraint("sitting_id", "number"), Index("ix_exams_answer_mark_exam_id_state", "exam_id", "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(ForeignKey("exams_exam.id"))
    sitting_id: Mapped[int] = mapped_column(ForeignKey("exams_sitting.id"))
    number: Mapped[int]
    revision_id: Mapped[int] = mapped_column(ForeignKey("question_bank_revision.id"), index=True)
    answer: Mapped[Any] = mapped_column(JSON)
    points: Mapped[Decimal | None] = mapped_column(Numeric(8, 4))
    max_points: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    state: Mapped[str] = mapped_column(String(10))
    parts: Mapped[list[Any]] = mapped_column(JSON)
    reason: Mapped[dict[str, Any]] = mapped_column(JSON)
    proposal: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What an examination found (`question_bank.api.pack_finding`); None while there has been none."""
    marker_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    comment: Mapped[str] = mapped_column(Text, default="")
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def version(self) -> str:
        """Changes whenever a person marks the answer, so that a second marker learns of the first; "" while nobody has."""
        return f"{self.marker_id}@{self.marked_at.isoformat()}" if self.state == MarkState.BY_PERSON else ""


class Score(Model):
    """The whole of a sitting on the scale of ten; complete once no mark is waiting. `passed` is None for an exam without minimums."""

    __tablename__ = "exams_score"

    sitting_id: Mapped[int] = mapped_column(ForeignKey("exams_sitting.id"), primary_key=True, autoincrement=False)
    exam_id: Mapped[int] = mapped_column(ForeignKey("exams_exam.id"), index=True)
    points: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    max_points: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    on_ten: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    passed: Mapped[bool | None]
    is_complete: Mapped[bool]
    scored_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PartScore(Model):
    """One part of a score."""

    __tablename__ = "exams_part_score"

    sitting_id: Mapped[int] = mapped_column(ForeignKey("exams_sitting.id"), primary_key=True, autoincrement=False)
    part_id: Mapped[int] = mapped_column(ForeignKey("exams_part.id"), primary_key=True, autoincrement=False)
    points: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    max_points: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    on_ten: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    passed: Mapped[bool]

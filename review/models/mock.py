"""Mock exams: one person, one paper in the national format, under the clock of the exam engine; and what exams gave to review."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class Mock(Model):
    """A mock exam that a person began; the exam holds its paper, clock, answers and marks. `on_ten` is its score once `scored_at`."""

    __tablename__ = "review_mock"
    __table_args__ = (Index("ix_review_mock_person_id", "person_id", "subject_code", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    subject_code: Mapped[str] = mapped_column(String(40))
    exam_id: Mapped[int] = mapped_column(ForeignKey("exams_exam.id"), unique=True)
    is_half: Mapped[bool] = mapped_column(default=False)
    """Half the questions in half the time."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    scored_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    on_ten: Mapped[Decimal | None] = mapped_column(Numeric(8, 4))


class TakenIn(Model):
    """That a person's answers of an exam have been made attempts: it is done once, however often the news comes."""

    __tablename__ = "review_taken_in"

    exam_id: Mapped[int] = mapped_column(ForeignKey("exams_exam.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

"""Mock exams: one person, one paper in the national format, under the clock of the exam engine."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class Mock(Model):
    """A mock exam that a person began; the exam holds its paper, clock, answers and score."""

    __tablename__ = "review_mock"
    __table_args__ = (Index("ix_review_mock_person_id", "person_id", "created_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    subject_code: Mapped[str] = mapped_column(String(40))
    exam_id: Mapped[int] = mapped_column(ForeignKey("exams_exam.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

"""Assignments, what pupils hand in, and how it was marked by the rubric."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Model, UtcDateTime


class SubmissionState(StrEnum):
    """Being written, handed in, marked and given back with feedback."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"


class Assignment(Model):
    """What is to be done. `rubric`: `[{"id", "title", "levels": [{"points", "text"}]}]`, empty when marked as a whole."""

    __tablename__ = "lms_assignment"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("lms_course.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    instructions: Mapped[str] = mapped_column(Text, default="")
    safe_instructions: Mapped[str] = mapped_column(Text, default="")
    max_points: Mapped[Decimal] = mapped_column(Numeric(8, 4), default=Decimal(10))
    rubric: Mapped[list[Any]] = mapped_column(JSON, default=list)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """After `due_at` work is late; after `closes_at` none is taken. None: taken for ever."""
    files_limit: Mapped[int] = mapped_column(default=5)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Submission(Model):
    """One pupil's work on an assignment; handing in again before it is marked replaces it. `marks`: rubric line id -> points."""

    __tablename__ = "lms_submission"
    __table_args__ = (
        UniqueConstraint("assignment_id", "person_id", name="uq_lms_submission_assignment_id_person_id"),
        Index("ix_lms_submission_assignment_id_state", "assignment_id", "state"),
        Index("ix_lms_submission_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("lms_assignment.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    state: Mapped[str] = mapped_column(String(10), default=SubmissionState.DRAFT)
    text: Mapped[str] = mapped_column(Text, default="")
    number: Mapped[int] = mapped_column(default=0)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_late: Mapped[bool] = mapped_column(default=False)
    points: Mapped[Decimal | None] = mapped_column(Numeric(8, 4))
    marks: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    feedback: Mapped[str] = mapped_column(Text, default="")
    marked_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    marked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    files: Mapped[list[SubmissionFile]] = relationship(order_by="SubmissionFile.id", cascade="all, delete-orphan")


class SubmissionFile(Model):
    __tablename__ = "lms_submission_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("lms_submission.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    stored: Mapped[str] = mapped_column(String(120))
    mime: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)

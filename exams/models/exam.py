"""An exam as it is planned: window, parts, the rules its paper is drawn by, and who sits it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import JSON, Date, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.actor import Place
from core.db import Model, UtcDateTime


class ExamState(StrEnum):
    """Where an exam stands. Whether a sealed exam is open or over is read off the clock, not stored."""

    DRAFT = "draft"
    SEALED = "sealed"
    RELEASED = "released"


class Exam(Model):
    """One exam. Lengths are in seconds; `certificate_kind` names what a pass earns (`it_basic`), None for a mock exam."""

    __tablename__ = "exams_exam"
    __table_args__ = (
        Index("ix_exams_exam_state_opens_at", "state", "opens_at"),
        Index("ix_exams_exam_uses_noted_at_closes_at", "uses_noted_at", "closes_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("accounts_organisation.id"))
    organisation_path: Mapped[str] = mapped_column(String(200), index=True)
    """The organisation's path, copied here so that lists and policies need no look at another room."""
    certificate_kind: Mapped[str | None] = mapped_column(String(40))
    is_mock: Mapped[bool] = mapped_column(default=False)
    """One person's own mock exam, drawn for them by the review room: no list of the council shows it."""
    state: Mapped[str] = mapped_column(String(10), default=ExamState.DRAFT)
    opens_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime] = mapped_column(UtcDateTime)
    duration_seconds: Mapped[int]
    late_entry_seconds: Mapped[int | None]
    """How long after opening a candidate may still start; None: until the window closes."""
    early_download_seconds: Mapped[int] = mapped_column(default=900)
    grace_seconds: Mapped[int] = mapped_column(default=5)
    late_arrival_seconds: Mapped[int] = mapped_column(default=300)
    """How long after the deadline the network may still bring answers that were given before it."""
    forms_count: Mapped[int] = mapped_column(default=4)
    shuffles_questions: Mapped[bool] = mapped_column(default=True)
    takeover_needs_leave: Mapped[bool] = mapped_column(default=True)
    releases_by_itself: Mapped[bool] = mapped_column(default=False)
    """A mock exam: each candidate sees the result as soon as it is marked."""
    shows_key: Mapped[bool] = mapped_column(default=True)
    """Whether the result page shows right answers and explanations, or only marks."""
    sealed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    uses_noted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the question bank was told who had its questions before them: once, after the window has closed."""
    drawn_paper_id: Mapped[int | None] = mapped_column(ForeignKey("question_bank_paper.id"), index=True)
    """A confirmed paper of a test matrix whose forms this exam seals as they are; None: forms are drawn by the lines of the parts."""
    decision_number: Mapped[str | None] = mapped_column(String(80))
    decided_on: Mapped[date | None] = mapped_column(Date)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    parts: Mapped[list[Part]] = relationship(order_by="Part.position", cascade="all, delete-orphan")

    @property
    def place(self) -> Place:
        """Where permissions for this exam are looked for."""
        return Place(self.organisation_path, self.id)


class Part(Model):
    """A scored part with its own minimum. `minimum_percent` of its points must be reached (TTLT 17/2016: 50)."""

    __tablename__ = "exams_part"
    __table_args__ = (UniqueConstraint("exam_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(ForeignKey("exams_exam.id"), index=True)
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"))
    minimum_percent: Mapped[Decimal] = mapped_column(Numeric(8, 4), default=Decimal(0))
    score_table: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    """Of a mock exam's part of true/false groups: {statements right: share of the points}, in place of the questions' own tables."""

    rules: Mapped[list[PaperRule]] = relationship(order_by="PaperRule.position", cascade="all, delete-orphan")


class PaperRule(Model):
    """One line of the paper's plan: `count` questions of this topic (or any below it), level and kind, `points` each."""

    __tablename__ = "exams_paper_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("exams_part.id"), index=True)
    position: Mapped[int]
    topic_code: Mapped[str | None] = mapped_column(String(60))
    level: Mapped[str | None] = mapped_column(String(10))
    kind: Mapped[str | None] = mapped_column(String(40))
    count: Mapped[int]
    points: Mapped[Decimal] = mapped_column(Numeric(8, 4))


class Candidate(Model):
    """A person in an exam. `number` (SBD) is unique in the exam; `extra_seconds` is added to the duration."""

    __tablename__ = "exams_candidate"
    __table_args__ = (
        UniqueConstraint("exam_id", "person_id"),
        UniqueConstraint("exam_id", "number"),
        Index("ix_exams_candidate_exam_id_room", "exam_id", "room"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(ForeignKey("exams_exam.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    number: Mapped[str] = mapped_column(String(20))
    room: Mapped[str] = mapped_column(String(40), default="")
    extra_seconds: Mapped[int] = mapped_column(default=0)
    form_id: Mapped[int | None] = mapped_column(ForeignKey("exams_form.id"))

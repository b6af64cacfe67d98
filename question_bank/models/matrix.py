"""Test matrices, the papers drawn from them, and questions that may not stand in one paper."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Model, UtcDateTime
from question_bank.models.bank import Bank


class PaperState(StrEnum):
    """Where a drawn paper is: being solved, not solvable, drawn to be looked at, confirmed."""

    DRAWING = "drawing"
    FAILED = "failed"
    DRAWN = "drawn"
    CONFIRMED = "confirmed"


class Matrix(Model):
    """A test matrix (CV 7991/BGDĐT-GDTrH). `bank_id` owns it; questions come from it and from `more_bank_ids`.

    `parts`: [{"code": "I", "name"?, "kind", "points": "0.25", "score_table"?, "wanted"?: questions}]; `levels`: [{"code": "B", "name",
    "codes": ["NB"], "share"?: "4"}], the levels of the curriculum that a column takes. `scale` is what the points should add up to.
    """

    __tablename__ = "question_bank_matrix"
    __table_args__ = (Index("ix_question_bank_matrix_bank_id_updated_at", "bank_id", "updated_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"))
    more_bank_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    title: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[int]
    scale: Mapped[Decimal] = mapped_column(Numeric(8, 4), default=Decimal(10))
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    levels: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Since when lists leave it out: a matrix that papers were drawn from is never thrown away."""

    bank: Mapped[Bank] = relationship()
    rows: Mapped[list[MatrixRow]] = relationship(order_by="MatrixRow.position", cascade="all, delete-orphan")


class MatrixRow(Model):
    """A content unit. `unit` overrides the topic's name; `counts`: {"I.B": 3}, part and level; `outcome_ids` are its YCCĐ."""

    __tablename__ = "question_bank_matrix_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    matrix_id: Mapped[int] = mapped_column(ForeignKey("question_bank_matrix.id"), index=True)
    position: Mapped[int]
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("curriculum_topic.id"))
    unit: Mapped[str] = mapped_column(String(300), default="")
    outcome_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)


class Enemy(Model):
    """Two questions that may not stand in one paper: one gives the other away. The lower id stands first."""

    __tablename__ = "question_bank_enemy"
    __table_args__ = (CheckConstraint("question_id < other_id", name="ck_question_bank_enemy_in_order"),)

    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), primary_key=True, index=True)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Paper(Model):
    """What one draw gave. `matrix` is the matrix as it was then, `settings` what was asked, `report` why it failed, if it did."""

    __tablename__ = "question_bank_paper"
    __table_args__ = (
        Index("ix_question_bank_paper_matrix_id_id", "matrix_id", "id"),
        Index("ix_question_bank_paper_created_by_state", "created_by", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matrix_id: Mapped[int] = mapped_column(ForeignKey("question_bank_matrix.id"))
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10), default=PaperState.DRAWING)
    seed: Mapped[str] = mapped_column(String(40))
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    matrix: Mapped[dict[str, Any]] = mapped_column(JSON)
    report: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("core_job.id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    forms: Mapped[list[PaperForm]] = relationship(order_by="PaperForm.position", cascade="all, delete-orphan")


class PaperForm(Model):
    """One form (mã đề) of a drawn paper."""

    __tablename__ = "question_bank_paper_form"
    __table_args__ = (UniqueConstraint("paper_id", "code", name="uq_question_bank_paper_form_paper_id_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("question_bank_paper.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(10))

    questions: Mapped[list[PaperQuestion]] = relationship(order_by="PaperQuestion.number", cascade="all, delete-orphan")


class PaperQuestion(Model):
    """A place in a form: `number` counts in its part. `row`, `part`, `level` name its cell; `facility` and `seconds` are the
    predictions that the draw went by."""

    __tablename__ = "question_bank_paper_question"
    __table_args__ = (UniqueConstraint("form_id", "part", "number", name="uq_question_bank_paper_question_form_id_part_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("question_bank_paper_form.id"), index=True)
    part: Mapped[str] = mapped_column(String(8))
    number: Mapped[int]
    row: Mapped[int]
    level: Mapped[str] = mapped_column(String(8))
    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("question_bank_revision.id"))
    order: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    points: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    facility: Mapped[Decimal] = mapped_column(Numeric(5, 4))
    seconds: Mapped[int]

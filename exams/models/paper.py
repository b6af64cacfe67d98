"""A sealed paper: its forms, what stands in each, and, apart from them, the keys."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model


class Form(Model):
    """One form (mã đề). `document_sha256` names the immutable JSON document; `stored_name` is where its ciphertext is kept."""

    __tablename__ = "exams_form"
    __table_args__ = (UniqueConstraint("exam_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(ForeignKey("exams_exam.id"), index=True)
    code: Mapped[str] = mapped_column(String(20))
    seed: Mapped[str] = mapped_column(String(64))
    document_sha256: Mapped[str] = mapped_column(String(64))
    stored_name: Mapped[str] = mapped_column(String(200))
    stored_bytes: Mapped[int]


class FormQuestion(Model):
    """Question `number` (from 1) of a form: a pinned revision, its points, and the order of its options."""

    __tablename__ = "exams_form_question"

    form_id: Mapped[int] = mapped_column(ForeignKey("exams_form.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("exams_part.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("question_bank_revision.id"), index=True)
    points: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    order: Mapped[list[Any] | None] = mapped_column(JSON)


class FormKey(Model):
    """What must not leave before its time: the AES key (released by Start) and the answer key (read by marking and the council)."""

    __tablename__ = "exams_form_key"

    form_id: Mapped[int] = mapped_column(ForeignKey("exams_form.id"), primary_key=True)
    cipher_key: Mapped[str] = mapped_column(String(64))
    """AES-256-GCM key, hexadecimal. The stored ciphertext is nonce (12 bytes), ciphertext, tag (16 bytes)."""
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Question number -> short text of the right answer, for key sheets."""

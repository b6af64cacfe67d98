"""What a person has begun to write and put aside."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class Unfinished(Model):
    """An unfinished wording, its author's alone and checked by nothing: of a new question, or (`question_id`) of one of the bank.

    `content` and `labels` ({"topic", "outcome", "level", "ref", "tags"}) are as typed. `based_on` is the number of the wording that
    its author began from (0: none), `also_by` as `Revision.also_by`, `opening` the stem on one line, as `Question.preview`.
    """

    __tablename__ = "question_bank_unfinished"
    __table_args__ = (
        UniqueConstraint("author_id", "question_id", name="uq_question_bank_unfinished_author_id_question_id"),
        Index("ix_question_bank_unfinished_own", "author_id", "bank_id", "kept_at"),
        {"sqlite_autoincrement": True},  # the number of one that is gone never comes to mean another in a window left open
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question_bank_question.id"))
    kind: Mapped[str] = mapped_column(String(40))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    labels: Mapped[dict[str, str]] = mapped_column(JSON)
    based_on: Mapped[int] = mapped_column(default=0)
    also_by: Mapped[list[int]] = mapped_column(JSON, default=list)
    opening: Mapped[str] = mapped_column(Text, default="")
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)

"""What people decide and say about a question: the steps of its life and comments on its places."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class Deed(StrEnum):
    """What a person did to a question beside writing it (each wording is a revision of its own)."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    RETIRED = "retired"
    RESTORED = "restored"
    LEAK_SUSPECTED = "leak_suspected"
    LEAK_LIFTED = "leak_lifted"


class Door(StrEnum):
    """Where a person met a question together with its key, or (pairs that read alike) all that its key is chosen from."""

    PAGE = "page"
    EDITOR = "editor"
    REVIEW = "review"
    EXPORT = "export"
    PAPER = "paper"
    IMPORT = "import"
    TWINS = "twins"


class Step(Model):
    """One deed in the life of a question, never changed: who, when, on which wording, and why."""

    __tablename__ = "question_bank_step"
    __table_args__ = (
        Index("ix_question_bank_step_question_id_id", "question_id", "id"),
        Index("ix_question_bank_step_revision_id_deed", "revision_id", "deed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("question_bank_revision.id"))
    deed: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")
    done_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Comment(Model):
    """A remark on one place of one wording (`place`: "stem", "options:b", "explanation" …), open until someone resolves it.

    With `answers_id` it answers that remark: it shares its place and is done with when that is.
    """

    __tablename__ = "question_bank_comment"
    __table_args__ = (Index("ix_question_bank_comment_question_id_id", "question_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("question_bank_revision.id"))
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("question_bank_comment.id", name="fk_question_bank_comment_answers_id"))
    place: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Reader(Model):
    """Somebody who has had a question with its key before them, by where they met it: the first and last time, and how often."""

    __tablename__ = "question_bank_reader"

    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), primary_key=True)
    door: Mapped[str] = mapped_column(String(10), primary_key=True)
    first_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
    times: Mapped[int]

"""What pupils practise: open banks, sets, attempts, mastery by topic, and the cards of spaced repetition."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class Source(StrEnum):
    """Where an attempt was made."""

    PRACTICE = "practice"
    REPEAT = "repeat"
    MOCK = "mock"
    EXAM = "exam"
    LESSON = "lesson"


SEEN_HERE = frozenset({Source.PRACTICE, Source.REPEAT, Source.LESSON})
"""Where an attempt is how somebody met a question: those of sittings are counted by their exams."""


class OpenBank(Model):
    """A bank whose ready questions may be practised by everybody of its organisation and below. Any other bank stays closed."""

    __tablename__ = "review_open_bank"

    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"), primary_key=True)
    subject_code: Mapped[str] = mapped_column(String(40), index=True)
    organisation_path: Mapped[str] = mapped_column(String(200), index=True)
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PracticeSet(Model):
    """Questions one person goes through. `revision_ids` is their order; `place` the next one, 0-based."""

    __tablename__ = "review_practice_set"
    __table_args__ = (Index("ix_review_practice_set_person_id", "person_id", "finished_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    subject_code: Mapped[str] = mapped_column(String(40))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("curriculum_topic.id"))
    source: Mapped[str] = mapped_column(String(10), default=Source.PRACTICE)
    revision_ids: Mapped[list[Any]] = mapped_column(JSON)
    place: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Attempt(Model):
    """One answered question. `fraction` is the share of its points, `chance` what luck alone would earn, 0 to 1.

    `topic_id` and `level` are as they were tagged then. In a set a question is answered once.
    """

    __tablename__ = "review_attempt"
    __table_args__ = (
        Index("ix_review_attempt_person_id_question_id", "person_id", "question_id", "at"),
        Index("ix_review_attempt_person_id_topic_id", "person_id", "topic_id", "at"),
        Index("ix_review_attempt_person_id_at", "person_id", "at"),
        Index("ix_review_attempt_question_id_at", "question_id", "at"),
        UniqueConstraint("set_id", "revision_id", name="uq_review_attempt_set_id_revision_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("question_bank_revision.id"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("curriculum_topic.id"))
    level: Mapped[str | None] = mapped_column(String(8))
    source: Mapped[str] = mapped_column(String(10))
    set_id: Mapped[int | None] = mapped_column(ForeignKey("review_practice_set.id"))
    answer: Mapped[Any] = mapped_column(JSON)
    order: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    """Options and variants as they were asked; None as they were written."""
    fraction: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    chance: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Mastery(Model):
    """How well a person masters a topic: `value` from 0 to 1 over `answered` questions (see rules/mastery.py)."""

    __tablename__ = "review_mastery"

    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("curriculum_topic.id"), primary_key=True, index=True)
    value: Mapped[float] = mapped_column(default=0)
    answered: Mapped[int] = mapped_column(default=0)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Card(Model):
    """A question a person has missed: a page of the mistakes notebook and a card of spaced repetition.

    It is shown while its bank is open. `state` is what the scheduler keeps; `settled_at` is when the person had it right often enough to leave the notebook.
    """

    __tablename__ = "review_card"
    __table_args__ = (Index("ix_review_card_person_id_due_at", "person_id", "due_at"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question_bank_question.id"), primary_key=True)
    bank_id: Mapped[int] = mapped_column(ForeignKey("question_bank_bank.id"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("curriculum_topic.id"), index=True)
    subject_code: Mapped[str] = mapped_column(String(40))
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lapses: Mapped[int] = mapped_column(default=0)
    last_wrong_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(Text, default="")

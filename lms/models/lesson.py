"""A lesson by blocks, its versions, and what reviewers say of them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class VersionState(StrEnum):
    """A version's way: being written, waiting for a reviewer, sent back, published; an older published one is replaced."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SENT_BACK = "sent_back"
    PUBLISHED = "published"
    REPLACED = "replaced"


class Lesson(Model):
    """A lesson page of a course. Pupils read the published version; `draft_id` is the one being written, if any."""

    __tablename__ = "lms_lesson"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("lms_course.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("curriculum_topic.id"), index=True)
    published_id: Mapped[int | None] = mapped_column(ForeignKey("lms_lesson_version.id", use_alter=True, name="fk_lms_lesson_published_id"))
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("lms_lesson_version.id", use_alter=True, name="fk_lms_lesson_draft_id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LessonVersion(Model):
    """One state of a lesson's blocks (see rules/blocks.py). `blocks` as written; `safe` cleaned and with MathML, for readers.

    `save_number` grows with every save of a draft, so that two tabs do not overwrite each other.
    """

    __tablename__ = "lms_lesson_version"
    __table_args__ = (UniqueConstraint("lesson_id", "number", name="uq_lms_lesson_version_lesson_id_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lms_lesson.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default=VersionState.DRAFT)
    blocks: Mapped[list[Any]] = mapped_column(JSON, default=list)
    safe: Mapped[list[Any]] = mapped_column(JSON, default=list)
    save_number: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LessonComment(Model):
    """What a reviewer says of a version, at one block or of the whole (`block_id` empty)."""

    __tablename__ = "lms_lesson_comment"
    __table_args__ = (Index("ix_lms_lesson_comment_lesson_id", "lesson_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lms_lesson.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("lms_lesson_version.id"))
    block_id: Mapped[str] = mapped_column(String(20), default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

"""Discussions where pupils and teachers answer each other, and announcements to a whole course."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class Thread(Model):
    """A question or a topic of talk in a course, perhaps at one item. `answer_id` is the post that settled a question."""

    __tablename__ = "lms_thread"
    __table_args__ = (Index("ix_lms_thread_course_id_last_at", "course_id", "is_pinned", "last_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("lms_course.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("lms_item.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    is_question: Mapped[bool] = mapped_column(default=True)
    is_pinned: Mapped[bool] = mapped_column(default=False)
    is_closed: Mapped[bool] = mapped_column(default=False)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("lms_post.id", use_alter=True, name="fk_lms_thread_answer_id"))
    posts_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Post(Model):
    """One contribution: `text` as typed, `safe` for readers. A hidden one is read by its author and the teachers only."""

    __tablename__ = "lms_post"
    __table_args__ = (Index("ix_lms_post_thread_id", "thread_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("lms_thread.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    safe: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    hidden_reason: Mapped[str] = mapped_column(String(200), default="")


class Announcement(Model):
    """What a teacher tells the whole course."""

    __tablename__ = "lms_announcement"
    __table_args__ = (Index("ix_lms_announcement_course_id", "course_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("lms_course.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    safe: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

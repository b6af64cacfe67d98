"""The vocabulary as tables. `edited_at` marks what a person changed here: the data files never overwrite it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Model, UtcDateTime


class Subject(Model):
    """A school subject or an IT-skill programme: `TOAN12`, `CNTT`."""

    __tablename__ = "curriculum_subject"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[int] = mapped_column(default=0)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    topics: Mapped[list[Topic]] = relationship(back_populates="subject")


class Topic(Model):
    """A node of a subject's tree. `path` holds the ids from the root (`/3/17/`), so a subtree is a prefix."""

    __tablename__ = "curriculum_topic"
    __table_args__ = (
        Index("ix_curriculum_topic_subject_id_parent_id", "subject_id", "parent_id", "position"),
        Index("ix_curriculum_topic_path", "path"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("curriculum_subject.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("curriculum_topic.id"), index=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    name_en: Mapped[str] = mapped_column(String(300), default="")
    grade: Mapped[int | None]
    """The school year it belongs to (10, 11, 12); None for what is of no grade, such as the IT-skill standard."""
    position: Mapped[int] = mapped_column(default=0)
    path: Mapped[str] = mapped_column(String(200), default="/")
    is_active: Mapped[bool] = mapped_column(default=True)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    subject: Mapped[Subject] = relationship(back_populates="topics")
    outcomes: Mapped[list[Outcome]] = relationship(back_populates="topic", order_by="Outcome.position")

    @property
    def depth(self) -> int:
        """0 for a subject's first level."""
        return self.path.count("/") - 2


class Outcome(Model):
    """What a learner can do after a topic (yêu cầu cần đạt)."""

    __tablename__ = "curriculum_outcome"

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("curriculum_topic.id"), index=True)
    code: Mapped[str] = mapped_column(String(80), unique=True)
    text: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    topic: Mapped[Topic] = relationship(back_populates="outcomes")


class Level(Model):
    """A cognitive level: NB, TH, VD, VDC. `matrix_name` is its column in the ministry's matrix (CV 7991/BGDĐT-GDTrH)."""

    __tablename__ = "curriculum_level"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="")
    matrix_name: Mapped[str] = mapped_column(String(100), default="")
    position: Mapped[int] = mapped_column(default=0)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ExamFormat(Model):
    """How the national exam examines a subject: minutes and parts, as data that an operator may correct."""

    __tablename__ = "curriculum_exam_format"

    subject_code: Mapped[str] = mapped_column(String(40), primary_key=True)
    minutes: Mapped[int]
    source: Mapped[str] = mapped_column(String(200), default="")
    parts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class ItLevel(Model):
    """A level of the IT-skill standard and the modules it asks for."""

    __tablename__ = "curriculum_it_level"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    requires: Mapped[list[str]] = mapped_column(JSON)
    requires_level: Mapped[str | None] = mapped_column(String(20))
    at_least: Mapped[int] = mapped_column(default=0)
    choices: Mapped[list[str]] = mapped_column(JSON)

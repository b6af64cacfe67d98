"""A course: its outline of sections and items, who teaches it, who is in it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.actor import Place
from core.db import Model, UtcDateTime


class CourseState(StrEnum):
    """Pupils see a published course; an archived one is read, not worked in."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class ItemKind(StrEnum):
    """What stands in an outline. What `Item.target_id` is: the id of a lesson, episode, topic, exam, assignment or course file."""

    LESSON = "lesson"
    EPISODE = "episode"
    REVIEW = "review"
    EXAM = "exam"
    ASSIGNMENT = "assignment"
    FILE = "file"
    LINK = "link"
    MEETING = "meeting"


class Course(Model):
    """One subject taught to some classes in one school year (`2026-2027`). `assessment`: `marks` or `comments` (TT 22/2021)."""

    __tablename__ = "lms_course"
    __table_args__ = (Index("ix_lms_course_organisation_path_state", "organisation_path", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text, default="")
    subject_code: Mapped[str] = mapped_column(String(40), index=True)
    grade: Mapped[int | None]
    school_year: Mapped[str] = mapped_column(String(9), default="")
    organisation_id: Mapped[int] = mapped_column(ForeignKey("accounts_organisation.id"))
    organisation_path: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10), default=CourseState.DRAFT)
    assessment: Mapped[str] = mapped_column(String(10), default="marks")
    regular_marks: Mapped[int] = mapped_column(default=4)
    """How many regular marks (ĐĐGtx) a term asks for: 2, 3 or 4 by the subject's periods a year."""
    needs_review: Mapped[bool] = mapped_column(default=False)
    """Whether a lesson must be approved by somebody other than its author before it is published."""
    join_code: Mapped[str | None] = mapped_column(String(12), unique=True)
    search: Mapped[str] = mapped_column(Text, default="")
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def place(self) -> Place:
        """Where permissions for this course are looked for."""
        return Place(self.organisation_path)


class CourseTeacher(Model):
    """Who teaches a course: they see, change and mark everything in it."""

    __tablename__ = "lms_course_teacher"

    course_id: Mapped[int] = mapped_column(ForeignKey("lms_course.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), primary_key=True, index=True)
    is_owner: Mapped[bool] = mapped_column(default=False)


class CourseGroup(Model):
    """A class enrolled as a whole: whoever joins or leaves the class joins or leaves the course."""

    __tablename__ = "lms_course_group"

    course_id: Mapped[int] = mapped_column(ForeignKey("lms_course.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("accounts_group.id"), primary_key=True, index=True)


class Enrolment(Model):
    """A pupil in a course, by class (`group_id`) or by code. Who left keeps their work: `left_at`."""

    __tablename__ = "lms_enrolment"

    course_id: Mapped[int] = mapped_column(ForeignKey("lms_course.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), primary_key=True, index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_group.id"))
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Section(Model):
    """A chapter of the outline."""

    __tablename__ = "lms_section"
    __table_args__ = (Index("ix_lms_section_course_id", "course_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("lms_course.id"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text, default="")

    items: Mapped[list[Item]] = relationship(order_by="Item.position", cascade="all, delete-orphan")


class Item(Model):
    """One line of the outline. `completion`: none, view, watch, practise, submit, score, mark; `threshold` is in percent.

    `detail` is small data of its kind (a meeting's start and length).
    """

    __tablename__ = "lms_item"
    __table_args__ = (
        Index("ix_lms_item_course_id_kind", "course_id", "kind"),
        Index("ix_lms_item_section_id", "section_id", "position"),
        Index("ix_lms_item_kind_target_id", "kind", "target_id"),
        Index("ix_lms_item_due_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("lms_course.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("lms_section.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(200))
    target_id: Mapped[int | None]
    url: Mapped[str] = mapped_column(String(500), default="")
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    is_visible: Mapped[bool] = mapped_column(default=True)
    opens_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    completion: Mapped[str] = mapped_column(String(10), default="view")
    threshold: Mapped[int | None]


class Prerequisite(Model):
    """`needs_item_id` must be completed before `item_id` opens."""

    __tablename__ = "lms_prerequisite"

    item_id: Mapped[int] = mapped_column(ForeignKey("lms_item.id"), primary_key=True)
    needs_item_id: Mapped[int] = mapped_column(ForeignKey("lms_item.id"), primary_key=True, index=True)


class CourseFile(Model):
    """A file or a picture of a course, kept once by its content. `name` is how its owner knows it."""

    __tablename__ = "lms_course_file"
    __table_args__ = (UniqueConstraint("course_id", "stored", name="uq_lms_course_file_course_id_stored"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("lms_course.id"))
    name: Mapped[str] = mapped_column(String(200))
    stored: Mapped[str] = mapped_column(String(120))
    mime: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

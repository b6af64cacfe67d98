"""The gradebook of a course by TT 22/2021: columns of a term and the marks in them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class GradeColumn(Model):
    """A column of one term (1 or 2). `kind`: `tx` regular (weight 1), `gk` mid-term (2), `ck` end of term (3).

    `item_id` names the assignment, exam or review item whose score fills it; None when marks are entered by hand.
    """

    __tablename__ = "lms_grade_column"
    __table_args__ = (UniqueConstraint("course_id", "term", "kind", "position", name="uq_lms_grade_column_course_id_term"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("lms_course.id"))
    term: Mapped[int]
    kind: Mapped[str] = mapped_column(String(4))
    position: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(120), default="")
    item_id: Mapped[int | None] = mapped_column(ForeignKey("lms_item.id"), index=True)


class GradeMark(Model):
    """One pupil's mark in one column: `value` 0 to 10 with one decimal, or `passed` in a subject of comments. Absent is not zero: no value.

    `is_manual` marks are a teacher's own and no score overwrites them.
    """

    __tablename__ = "lms_grade_mark"
    __table_args__ = (Index("ix_lms_grade_mark_person_id", "person_id"),)

    column_id: Mapped[int] = mapped_column(ForeignKey("lms_grade_column.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), primary_key=True)
    value: Mapped[Decimal | None] = mapped_column(Numeric(8, 4))
    passed: Mapped[bool | None]
    is_absent: Mapped[bool] = mapped_column(default=False)
    is_manual: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(String(200), default="")
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TermComment(Model):
    """What the teacher writes of a pupil at the end of a term (1, 2) or of the year (0)."""

    __tablename__ = "lms_term_comment"

    course_id: Mapped[int] = mapped_column(ForeignKey("lms_course.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), primary_key=True, index=True)
    term: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    written_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)

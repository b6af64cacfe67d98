"""How far a pupil is with an item."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class Completion(Model):
    """A pupil's standing with one item: `percent` towards its rule; `completed_at` once the rule is met, and never taken back."""

    __tablename__ = "lms_completion"
    __table_args__ = (Index("ix_lms_completion_person_id_course_id", "person_id", "course_id"),)

    item_id: Mapped[int] = mapped_column(ForeignKey("lms_item.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("lms_course.id"), index=True)
    percent: Mapped[Decimal] = mapped_column(Numeric(8, 4), default=Decimal(0))
    first_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

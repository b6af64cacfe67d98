"""The frozen figures of an exam: what its sittings said of it and of each question, kept as they were computed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Float, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime

PATIENCE = timedelta(hours=1)
"""Who asked longer ago than this asks again: that job was lost."""


class Statistic(Model):
    """An exam as a whole. Mean, spread and error are on the scale of ten; log-likelihoods are None for a model that was not fitted."""

    __tablename__ = "exams_statistic"

    exam_id: Mapped[int] = mapped_column(ForeignKey("exams_exam.id"), primary_key=True, autoincrement=False)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    computed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sittings: Mapped[int] = mapped_column(default=0)
    mean: Mapped[float] = mapped_column(Float, default=0.0)
    spread: Mapped[float] = mapped_column(Float, default=0.0)
    alpha: Mapped[float | None] = mapped_column(Float)
    error: Mapped[float | None] = mapped_column(Float)
    rasch_log_likelihood: Mapped[float | None] = mapped_column(Float)
    two_log_likelihood: Mapped[float | None] = mapped_column(Float)
    three_log_likelihood: Mapped[float | None] = mapped_column(Float)
    model_sittings: Mapped[int | None]
    """How many sittings the models were fitted to."""
    rasch_free: Mapped[int | None]
    two_free: Mapped[int | None]
    three_free: Mapped[int | None]
    """How many parameters each could choose."""

    def is_awaited(self, now: datetime) -> bool:
        """Whether a computation was asked for and is still to come."""
        is_behind = self.computed_at is None or self.computed_at < self.asked_at
        return is_behind and now - self.asked_at < PATIENCE


class ItemStatistic(Model):
    """One question of an exam, over the sittings that were asked it. `form_code` and `number` say where it stands first.

    `lines`: line of `exams.rules.picks` -> {"rate", "biserial", "discrimination", "fifths", "right"}. The parameters of the response models are None
    where the model was not fitted or the question has no place in it.
    """

    __tablename__ = "exams_item_statistic"
    __table_args__ = (Index("ix_exams_item_statistic_exam_id_is_flagged", "exam_id", "is_flagged"),)

    exam_id: Mapped[int] = mapped_column(ForeignKey("exams_exam.id"), primary_key=True, autoincrement=False)
    revision_id: Mapped[int] = mapped_column(ForeignKey("question_bank_revision.id"), primary_key=True, autoincrement=False, index=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("exams_part.id"))
    form_code: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    asked: Mapped[int]
    facility: Mapped[float] = mapped_column(Float)
    discrimination: Mapped[float] = mapped_column(Float)
    biserial: Mapped[float | None] = mapped_column(Float)
    weight: Mapped[float | None] = mapped_column(Float)
    fifths: Mapped[list[float]] = mapped_column(JSON)
    lines: Mapped[dict[str, Any]] = mapped_column(JSON)
    rasch_difficulty: Mapped[float | None] = mapped_column(Float)
    two_slope: Mapped[float | None] = mapped_column(Float)
    two_difficulty: Mapped[float | None] = mapped_column(Float)
    three_slope: Mapped[float | None] = mapped_column(Float)
    three_difficulty: Mapped[float | None] = mapped_column(Float)
    three_guess: Mapped[float | None] = mapped_column(Float)
    is_flagged: Mapped[bool]
    """Whether `exams.rules.item_flags` found something to look at."""

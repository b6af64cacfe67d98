"""Files that candidates handed in during a sitting."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class HandedFile(Model):
    """One acknowledged file: kept before its answer may stand in the journal, and never changed."""

    __tablename__ = "exams_handed_file"
    __table_args__ = (UniqueConstraint("sitting_id", "number", "sha256", name="uq_exams_handed_file_sitting_id_number_sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("exams_sitting.id"))
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    stored: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    arrival: Mapped[str] = mapped_column(String(10))
    """`exams.rules.timing.Arrival`: what came too late is kept as evidence and not scored."""
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)

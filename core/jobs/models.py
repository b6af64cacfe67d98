"""The job table: what is to be done, how far it is, and why it failed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime

LEASE = timedelta(minutes=5)
"""How long a quick job is left to its worker after it was taken up or last said how far it is."""
SILENCE = timedelta(seconds=30)
"""After which a job that is midway and says nothing is taken for left."""


class Job(Model):
    """One piece of work. `state`: queued, running, done, failed. `key` makes asking twice the same as asking once."""

    __tablename__ = "core_job"
    __table_args__ = (Index("ix_core_job_state_run_at", "state", "run_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(80))
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str | None] = mapped_column(String(200), unique=True)
    state: Mapped[str] = mapped_column(String(10), default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    run_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_steps: Mapped[int] = mapped_column(default=0)
    all_steps: Mapped[int] = mapped_column(default=0)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def is_silent(self, moment: datetime) -> bool:
        """Whether a quick job stopped midway to say how far it is: its worker has gone, and the next takes it up when the lease ends."""
        is_midway = self.state == "running" and self.done_steps < self.all_steps
        return is_midway and self.lease_until is not None and self.lease_until - moment < LEASE - SILENCE

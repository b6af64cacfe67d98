"""What a person has watched of an episode, as far as the server believes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class Watch(Model):
    """`spans` are merged, sorted `[from, to]` seconds, `again` those of them seen more than once; `position` is where to go on, on any device.

    The time since `updated_at` and `budget_seconds` bound what the next report may claim: never more than real time allows at its speed.
    """

    __tablename__ = "video_watch"
    __table_args__ = (
        Index("ix_video_watch_person_id_updated_at", "person_id", "updated_at"),
        Index("ix_video_watch_episode_id_updated_at", "episode_id", "updated_at"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("video_episode.id"), primary_key=True)
    spans: Mapped[list[Any]] = mapped_column(JSON, default=list)
    again: Mapped[list[Any]] = mapped_column(JSON, default=list)
    watched_seconds: Mapped[float] = mapped_column(default=0)
    position: Mapped[float] = mapped_column(default=0)
    budget_seconds: Mapped[float] = mapped_column(default=0)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

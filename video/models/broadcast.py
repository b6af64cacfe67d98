"""When a channel shows an episode."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Model, UtcDateTime
from video.models.programme import Episode


class Broadcast(Model):
    """One showing. A repeat is another row."""

    __tablename__ = "video_broadcast"
    __table_args__ = (Index("ix_video_broadcast_channel_starts_at", "channel", "starts_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("video_episode.id"), index=True)
    channel: Mapped[str] = mapped_column(String(60))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)

    episode: Mapped[Episode] = relationship()

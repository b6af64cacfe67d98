"""Captions of an episode by language, and their cues: what is shown, and what the transcript is searched by."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class Caption(Model):
    """One language of an episode's captions. `number` grows with every change, so that two editors do not overwrite each other."""

    __tablename__ = "video_caption"
    __table_args__ = (UniqueConstraint("episode_id", "language", name="uq_video_caption_episode_id_language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("video_episode.id"))
    language: Mapped[str] = mapped_column(String(12))
    label: Mapped[str] = mapped_column(String(60), default="")
    number: Mapped[int] = mapped_column(default=1)
    updated_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Cue(Model):
    """One caption on the screen from `start_ms` to `end_ms`. `search` is its text folded: no diacritics, lower case."""

    __tablename__ = "video_cue"
    __table_args__ = (Index("ix_video_cue_caption_id_position", "caption_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    caption_id: Mapped[int] = mapped_column(ForeignKey("video_caption.id"))
    position: Mapped[int]
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    search: Mapped[str] = mapped_column(Text)

"""Programmes ("Dạy học trên truyền hình"), their series, and the episodes with the minutes that teach each topic."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.actor import Place
from core.db import Model, UtcDateTime


class EpisodeState(StrEnum):
    """Where an episode is in its life: only a published one is listed and watched by others than its editors."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Programme(Model):
    """A TV programme of one organisation. A public one is watched by anybody, any other by whoever is signed in."""

    __tablename__ = "video_programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    organisation_id: Mapped[int] = mapped_column(ForeignKey("accounts_organisation.id"), index=True)
    organisation_path: Mapped[str] = mapped_column(String(200), index=True)
    is_public: Mapped[bool] = mapped_column(default=True)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def place(self) -> Place:
        """Where permissions for this programme are looked for."""
        return Place(self.organisation_path)


class Series(Model):
    """The episodes of one subject and grade within a programme."""

    __tablename__ = "video_series"
    __table_args__ = (
        Index("ix_video_series_programme_id", "programme_id", "position"),
        Index("ix_video_series_subject_code", "subject_code", "grade"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("video_programme.id"))
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text, default="")
    subject_code: Mapped[str] = mapped_column(String(40))
    grade: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)

    programme: Mapped[Programme] = relationship()


class Episode(Model):
    """One TV lesson. `topic_id` is what it mainly teaches; its spans say which minutes teach what.

    `media_id` is what is watched; `next_media_id` the file that takes its place as soon as it is ready.
    """

    __tablename__ = "video_episode"
    __table_args__ = (
        UniqueConstraint("series_id", "number", name="uq_video_episode_series_id_number"),
        # Not by state: nearly all are published, and SQLite, which does not know that, would read every one of them to find a few.
        Index("ix_video_episode_published_at", "published_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("video_series.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    teacher: Mapped[str] = mapped_column(String(120), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("curriculum_topic.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default=EpisodeState.DRAFT)
    media_id: Mapped[int | None] = mapped_column(ForeignKey("video_media.id"), index=True)
    next_media_id: Mapped[int | None] = mapped_column(ForeignKey("video_media.id"), index=True)
    search: Mapped[str] = mapped_column(Text, default="")
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    series: Mapped[Series] = relationship()


class Span(Model):
    """Seconds `start_second`..`end_second` of an episode that teach a topic or one outcome: a chapter, and where a mistake is sent."""

    __tablename__ = "video_span"
    __table_args__ = (Index("ix_video_span_episode_id", "episode_id", "start_second"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("video_episode.id"))
    start_second: Mapped[int]
    end_second: Mapped[int]
    title: Mapped[str] = mapped_column(String(200), default="")
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("curriculum_topic.id"), index=True)
    outcome_id: Mapped[int | None] = mapped_column(ForeignKey("curriculum_outcome.id"), index=True)

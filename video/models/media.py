"""Files of TV lessons: an upload while it arrives in pieces, and what ffmpeg made of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Model, UtcDateTime


class MediaState(StrEnum):
    """Waiting for the worker, being made, ready to be watched, or not makeable (see `problem`)."""

    WAITING = "waiting"
    WORKING = "working"
    READY = "ready"
    FAILED = "failed"


class Upload(Model):
    """A file arriving in pieces. `received` bytes are kept for certain; the sender goes on from there after any break.

    `pieces` are the names of what has arrived, in the file's order.
    """

    __tablename__ = "video_upload"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("video_episode.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    filename: Mapped[str] = mapped_column(String(200))
    size: Mapped[int] = mapped_column(BigInteger)
    received: Mapped[int] = mapped_column(BigInteger, default=0)
    pieces: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    touched_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Media(Model):
    """A video and its renditions. `folder` names where its files are in the store; lengths in seconds, sizes in bytes.

    `stored` and `sha256` are the file as it was sent: its name in the store, its content. Until the pieces are put together `stored`
    is the folder they are in. `renditions`: `[{"name", "width", "height", "bandwidth", "codecs"}]`;
    `strip`: `{"every", "columns", "width", "height", "count"}`; `problem`: `{"msgid", "params", "detail"}`.
    """

    __tablename__ = "video_media"

    id: Mapped[int] = mapped_column(primary_key=True)
    filename: Mapped[str] = mapped_column(String(200))
    size: Mapped[int] = mapped_column(BigInteger)
    stored: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64), default="")
    folder: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[str] = mapped_column(String(10), default=MediaState.WAITING)
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("core_job.id"))
    duration_seconds: Mapped[float | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    renditions: Mapped[list[Any]] = mapped_column(JSON, default=list)
    strip: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

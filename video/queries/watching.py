"""What the lesson page shows, and what people have watched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from core.actor import Actor
from core.db import session
from core.errors import NotFound
from video import policies
from video.models import Episode, EpisodeState, Media, MediaState, Programme, Series, Span, Watch
from video.queries.episodes import EpisodeView, episode_rows, episode_view, may_be_listed
from video.rules.watching import share_of

MOST_RECORDS = 500
"""Enough people to see which minutes are watched; the picture costs the same for a lesson seen by a whole country."""


@dataclass(frozen=True)
class Lesson:
    """An episode with all that stands around it. `media` only when it can be played."""

    episode: Episode
    series: Series
    programme: Programme
    media: Media | None

    @property
    def duration_seconds(self) -> float | None:
        return self.media.duration_seconds if self.media else None

    @property
    def is_published(self) -> bool:
        return self.episode.state == EpisodeState.PUBLISHED


def lesson(episode_id: int) -> Lesson:
    """The episode of that id; NotFound when there is none."""
    row = session.execute(episode_rows().where(Episode.id == episode_id)).one_or_none()
    if row is None:
        raise NotFound
    episode, series, programme, media = row
    return Lesson(episode, series, programme, media if media is not None and media.state == MediaState.READY else None)


def lesson_to_watch(actor: Actor, episode_id: int) -> Lesson:
    """The episode for somebody who may watch it; NotFound for anybody else."""
    found = lesson(episode_id)
    policies.require_watch(actor, found.programme.place, is_public=found.programme.is_public, is_published=found.is_published)
    return found


def lesson_to_edit(actor: Actor, episode_id: int) -> Lesson:
    """The episode for its editors; NotFound for anybody else."""
    found = lesson(episode_id)
    policies.require_edit(actor, found.programme.place)
    return found


def chapters_of(episode_id: int) -> Sequence[Span]:
    """The episode's spans in order of time."""
    return session.scalars(select(Span).where(Span.episode_id == episode_id).order_by(Span.start_second, Span.id)).all()


def next_episodes(actor: Actor, series_id: int, number: int, limit: int = 4) -> list[EpisodeView]:
    """What follows in the series, as far as the actor may watch it."""
    found = episode_rows().where(Episode.series_id == series_id, Episode.number > number, may_be_listed(actor))
    return [episode_view(*row) for row in session.execute(found.order_by(Episode.number).limit(limit))]


def watch_of(person_id: int, episode_id: int, *, lock: bool = False) -> Watch | None:
    """A person's record of an episode; with `lock` it waits for any report that is being written."""
    found = select(Watch).where(Watch.person_id == person_id, Watch.episode_id == episode_id)
    return session.scalar(found.with_for_update() if lock else found)


def last_report_at(person_id: int) -> datetime | None:
    """When the person last reported watching anything: nobody watches two lessons at once."""
    return session.scalar(select(Watch.updated_at).where(Watch.person_id == person_id).order_by(Watch.updated_at.desc()).limit(1))


def shares_of(person_id: int, episode_ids: Collection[int]) -> dict[int, float]:
    """How much of each episode the person has watched, 0 to 1; episodes never begun, or without a video, are left out."""
    if not episode_ids:
        return {}
    rows = session.execute(
        select(Watch.episode_id, Watch.watched_seconds, Media.duration_seconds)
        .join(Episode, Episode.id == Watch.episode_id)
        .join(Media, Media.id == Episode.media_id)
        .where(Watch.person_id == person_id, Watch.episode_id.in_(episode_ids))
    )
    return {episode_id: share_of(seconds, duration) for episode_id, seconds, duration in rows if duration}


def watch_url(episode_id: int, second: float | None = None) -> str:
    """The path of the lesson page, at a second of it."""
    return f"/tv/episodes/{episode_id}" + (f"?t={int(second)}" if second is not None else "")


def latest_records(episode_id: int) -> list[tuple[list[Any], list[Any]]]:
    """What the latest viewers saw, and saw again; at most 500."""
    found = select(Watch.spans, Watch.again).where(Watch.episode_id == episode_id).order_by(Watch.updated_at.desc())
    return [(spans, again) for spans, again in session.execute(found.limit(MOST_RECORDS))]

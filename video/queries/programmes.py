"""Programmes and series: their rows for the desk, and what the desk's lists show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, case, func, or_, select

from core.actor import Actor
from core.db import session
from core.errors import NotFound
from core.permissions import Permission as P
from video import policies
from video.models import Broadcast, Episode, EpisodeState, Media, MediaState, Programme, Series

_PUBLISHED = func.count(case((Episode.state == EpisodeState.PUBLISHED, 1)))


@dataclass(frozen=True)
class Counts:
    """How many episodes there are, and how many of them are published."""

    episodes: int = 0
    published: int = 0


@dataclass(frozen=True)
class EpisodeLine:
    """An episode as its series' desk lists it. `video` is a MediaState, or None without any file."""

    id: int
    number: int
    title: str
    teacher: str
    state: str
    video: str | None
    next_at: datetime | None


def programmes_of(actor: Actor) -> Select[Programme]:
    """The programmes that the actor looks after, by title."""
    paths = actor.paths(P.VIDEO_EDIT)
    within = or_(*(Programme.organisation_path.startswith(path, autoescape=True) for path in paths)) if paths else Programme.id.is_(None)
    return select(Programme).where(within).order_by(Programme.title, Programme.id)


def programme_for(actor: Actor, programme_id: int) -> Programme:
    """The programme, for one who looks after it; NotFound for anybody else."""
    found = session.get(Programme, programme_id)
    if found is None:
        raise NotFound
    policies.require_edit(actor, found.place)
    return found


def series_for(actor: Actor, series_id: int) -> Series:
    """The series with its programme, for one who looks after it; NotFound for anybody else."""
    found = session.scalar(select(Series).where(Series.id == series_id))
    if found is None:
        raise NotFound
    policies.require_edit(actor, found.programme.place)
    return found


def episode_for(actor: Actor, episode_id: int) -> Episode:
    """The episode, for one who looks after its programme; NotFound for anybody else."""
    found = session.scalar(select(Episode).where(Episode.id == episode_id))
    if found is None:
        raise NotFound
    policies.require_edit(actor, found.series.programme.place)
    return found


def listed_series(actor: Actor, series_id: int) -> Series:
    """The series, for whoever may see its programme; NotFound for anybody else."""
    found = session.scalar(select(Series).where(Series.id == series_id))
    if found is None:
        raise NotFound
    policies.require_lists(actor, found.programme.place, is_public=found.programme.is_public)
    return found


def series_of(programme_id: int) -> Sequence[Series]:
    """The series of a programme in their order."""
    return session.scalars(select(Series).where(Series.programme_id == programme_id).order_by(Series.position, Series.id)).all()


def counts_by_programme(ids: Sequence[int]) -> dict[int, Counts]:
    """Episodes of each of those programmes; one without any is left out."""
    found = select(Series.programme_id, func.count(), _PUBLISHED).join(Episode, Episode.series_id == Series.id)
    rows = session.execute(found.where(Series.programme_id.in_(ids)).group_by(Series.programme_id))
    return {programme_id: Counts(episodes, published) for programme_id, episodes, published in rows}


def counts_by_series(programme_id: int) -> dict[int, Counts]:
    """Episodes of each series of a programme; one without any is left out."""
    found = select(Episode.series_id, func.count(), _PUBLISHED).join(Episode.series)
    rows = session.execute(found.where(Series.programme_id == programme_id).group_by(Episode.series_id))
    return {series_id: Counts(episodes, published) for series_id, episodes, published in rows}


def episode_lines(series_id: int, now: datetime) -> Select[int, int, str, str, str, str, datetime | None]:
    """The episodes of a series by number, with the state of the video and the next showing; read each row as an `EpisodeLine`."""
    coming = select(func.min(Broadcast.starts_at)).where(Broadcast.episode_id == Episode.id, Broadcast.starts_at > now)
    columns = (Episode.id, Episode.number, Episode.title, Episode.teacher, Episode.state, Media.state, coming.scalar_subquery())
    return select(*columns).outerjoin(Media, Media.id == Episode.media_id).where(Episode.series_id == series_id).order_by(Episode.number)


def next_number(series_id: int) -> int:
    """One more than the last episode of the series."""
    return (session.scalar(select(func.max(Episode.number)).where(Episode.series_id == series_id)) or 0) + 1


def ready_media(episode: Episode) -> Media | None:
    """The video that is watched, when it is ready."""
    media = session.get(Media, episode.media_id) if episode.media_id else None
    return media if media is not None and media.state == MediaState.READY else None


def broadcast_of(episode: Episode, broadcast_id: int) -> Broadcast:
    """A showing of that episode; NotFound when it is none."""
    found = session.get(Broadcast, broadcast_id)
    if found is None or found.episode_id != episode.id:
        raise NotFound
    return found

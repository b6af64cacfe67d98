"""The schedule: what is shown when, on which channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, select

from core.actor import SYSTEM, Actor
from core.db import session
from video.models import Broadcast, Episode, Media, Programme, Series
from video.queries.episodes import EpisodeView, episode_view, may_be_listed
from video.rules.schedule import LONGEST


@dataclass(frozen=True)
class BroadcastView:
    """One showing of an episode. Instants are aware."""

    id: int
    channel: str
    starts_at: datetime
    ends_at: datetime
    episode: EpisodeView


def broadcasts_between(start: datetime, end: datetime, actor: Actor = SYSTEM, *, limit: int = 500) -> list[BroadcastView]:
    """What is on at any moment of [start, end), as it follows; of public programmes only when `actor` is a visitor."""
    return _views(_rows(actor).where(touches(start, end)), limit)


def on_now(now: datetime, actor: Actor = SYSTEM) -> list[BroadcastView]:
    """What every channel shows at `now`."""
    return _views(_rows(actor).where(touches(now, now + timedelta.resolution)), 20)


def coming(now: datetime, actor: Actor = SYSTEM, *, limit: int = 3) -> list[BroadcastView]:
    """What begins next, on whatever channel."""
    return _views(_rows(actor).where(Broadcast.starts_at > now), limit)


def of_series(series_id: int, start: datetime, end: datetime, actor: Actor = SYSTEM, *, limit: int = 500) -> list[BroadcastView]:
    """The showings of one series that touch [start, end)."""
    found = _rows(actor).where(Episode.series_id == series_id, touches(start, end))
    return _views(found, limit)


def of_episode(episode_id: int) -> Sequence[Broadcast]:
    """Every showing of an episode, the first first."""
    return session.scalars(select(Broadcast).where(Broadcast.episode_id == episode_id).order_by(Broadcast.starts_at)).all()


def clashes(channel: str, start: datetime, end: datetime) -> ColumnElement[bool]:
    """Showings on `channel` that share any moment with [start, end)."""
    return (Broadcast.channel == channel) & touches(start, end)


def touches(start: datetime, end: datetime) -> ColumnElement[bool]:
    """On at any moment of [start, end). None is longer than LONGEST, so the index of beginnings is read between two ends."""
    return (Broadcast.starts_at < end) & (Broadcast.starts_at > start - LONGEST) & (Broadcast.ends_at > start)


def channels() -> list[str]:
    """Every channel that has shown anything, by name."""
    return list(session.scalars(select(Broadcast.channel).distinct().order_by(Broadcast.channel)))


def _rows(actor: Actor) -> Select[Broadcast, Episode, Series, Programme, Media | None]:
    return (
        select(Broadcast, Episode, Series, Programme, Media)
        .join(Episode, Episode.id == Broadcast.episode_id)
        .join(Episode.series)
        .join(Series.programme)
        .outerjoin(Media, Media.id == Episode.media_id)
        .where(may_be_listed(actor))
        .order_by(Broadcast.starts_at, Broadcast.channel, Broadcast.id)
    )


def _views(found: Select[Broadcast, Episode, Series, Programme, Media | None], limit: int) -> list[BroadcastView]:
    return [
        BroadcastView(showing.id, showing.channel, showing.starts_at, showing.ends_at, episode_view(episode, series, programme, media))
        for showing, episode, series, programme, media in session.execute(found.limit(limit))
    ]

"""Where a topic or an outcome is taught: the minute of an episode that a mistake sends its maker to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select

from core.db import session
from video.models import Episode, EpisodeState, Media, MediaState, Span

Tag = tuple[str, int]
"""`("topic", id)` or `("outcome", id)`."""


@dataclass(frozen=True)
class Moment:
    """From `start_second` on, the episode teaches what was asked for; `title` is the span's, or empty for the whole episode."""

    episode_id: int
    episode_title: str
    start_second: int
    title: str


def moments_for(topic_ids: Collection[int], outcome_ids: Collection[int] = ()) -> dict[Tag, Moment]:
    """One moment for each topic and outcome that a published, watchable episode teaches; the rest are left out. Two queries.

    Where several do, the earliest published wins; a span wins over an episode that only has the topic as a whole.
    """
    if not topic_ids and not outcome_ids:
        return {}
    found: dict[Tag, Moment] = {}
    for tag, moment in [*_of_spans(topic_ids, outcome_ids), *_of_episodes(topic_ids)]:
        found.setdefault(tag, moment)
    return found


def _of_spans(topic_ids: Collection[int], outcome_ids: Collection[int]) -> list[tuple[Tag, Moment]]:
    asked = ((Span.topic_id, topic_ids), (Span.outcome_id, outcome_ids))
    tagged = or_(*(tag.in_(ids) for tag, ids in asked if ids))  # an empty list among them would cost the others their indexes
    columns = (Span.topic_id, Span.outcome_id, Episode.id, Episode.title, Span.start_second, Span.title)
    rows = session.execute(
        select(*columns)
        .join(Episode, Episode.id == Span.episode_id)
        .join(Media, Media.id == Episode.media_id)
        .where(tagged, *_watchable())
        .order_by(Episode.published_at, Episode.id, Span.start_second, Span.id)
    )
    topics, outcomes = set(topic_ids), set(outcome_ids)
    found: list[tuple[Tag, Moment]] = []
    for topic_id, outcome_id, episode_id, episode_title, start_second, title in rows:
        moment = Moment(episode_id, episode_title, start_second, title)
        if topic_id in topics:
            found.append((("topic", topic_id), moment))
        if outcome_id in outcomes:
            found.append((("outcome", outcome_id), moment))
    return found


def _of_episodes(topic_ids: Collection[int]) -> list[tuple[Tag, Moment]]:
    rows = session.execute(
        select(Episode.topic_id, Episode.id, Episode.title)
        .join(Media, Media.id == Episode.media_id)
        .where(Episode.topic_id.in_(topic_ids), *_watchable())
        .order_by(Episode.published_at, Episode.id)
    )
    return [(("topic", topic_id), Moment(episode_id, title, 0, "")) for topic_id, episode_id, title in rows if topic_id is not None]


def _watchable() -> tuple[ColumnElement[bool], ...]:
    return (Episode.state == EpisodeState.PUBLISHED, Media.state == MediaState.READY)

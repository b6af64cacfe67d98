"""Making an episode, and changing what is written of it. Its video, spans, captions and showings have their own operations."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.words import say
from video.models import Episode, Series
from video.operations.index_episode import index_episode


@dataclass(frozen=True)
class EpisodeDetails:
    """What is written of an episode. `topic_id` is what it mainly teaches."""

    number: int
    title: str
    teacher: str = ""
    summary: str = ""
    topic_id: int | None = None


def create_episode(actor: Actor, series: Series, details: EpisodeDetails) -> Episode:
    """A draft episode of the series; Invalid when its number is taken."""
    _require_free(series.id, details.number, None)
    episode = Episode(series_id=series.id, created_by=actor.person_id, created_at=clock.now(), **vars(details))
    episode.series = series
    session.add(episode)
    session.flush()
    index_episode(episode)
    audit.record(actor, "video.episode_created", f"episode:{episode.id}", series=series.id, number=episode.number, title=episode.title)
    return episode


def change_episode(actor: Actor, episode: Episode, details: EpisodeDetails) -> None:
    """Change what is written of it; Invalid when its number is taken by another of the series."""
    _require_free(episode.series_id, details.number, episode.id)
    for name, value in vars(details).items():
        setattr(episode, name, value)
    session.flush()
    index_episode(episode)
    audit.record(actor, "video.episode_changed", f"episode:{episode.id}", number=episode.number, title=episode.title)


def _require_free(series_id: int, number: int, episode_id: int | None) -> None:
    taken = session.scalar(select(Episode.id).where(Episode.series_id == series_id, Episode.number == number))
    if taken not in (None, episode_id):
        raise Invalid(fields={"number": say("Loạt bài này đã có bài số %(number)d.", number=number)})

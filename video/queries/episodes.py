"""Episodes as others see them: one select for any number, with series, programme and media beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import join

from core.actor import Actor
from core.db import session
from core.errors import NotFound
from core.folding import fold
from video.models import Episode, EpisodeState, Media, MediaState, Programme, Series
from video.queries.media import media_urls

MOST_IN_SERIES = 500


@dataclass(frozen=True)
class EpisodeView:
    """An episode as cards and pickers show it. `duration_seconds` and `poster_url` are None until its video is ready."""

    id: int
    number: int
    title: str
    series_title: str
    programme_title: str
    subject_code: str
    grade: int | None
    topic_id: int | None
    teacher: str
    duration_seconds: float | None
    poster_url: str | None
    is_ready: bool
    is_published: bool
    series_id: int
    is_public: bool
    """Whether visitors may watch it too; any other is for whoever is signed in."""


@dataclass(frozen=True)
class EpisodeFilter:
    """What narrows a list of episodes; empty means all. `topic_ids`: any of these is its main topic."""

    words: str = ""
    subject_code: str | None = None
    grade: int | None = None
    topic_ids: tuple[int, ...] | None = None


def episode_rows() -> Select[Episode, Series, Programme, Media | None]:
    """Every episode with what stands around it; narrow it and read each row by `episode_view(*row)`."""
    around = join(Episode, Series, Episode.series).join(Programme, Series.programme).outerjoin(Media, Media.id == Episode.media_id)
    return select(Episode, Series, Programme, Media).select_from(around)


def episode_view(found: Episode, series: Series, programme: Programme, media: Media | None) -> EpisodeView:
    ready = media if media is not None and media.state == MediaState.READY else None
    return EpisodeView(
        id=found.id, number=found.number, title=found.title, series_title=series.title, programme_title=programme.title,
        subject_code=series.subject_code, grade=series.grade, topic_id=found.topic_id, teacher=found.teacher,
        duration_seconds=ready.duration_seconds if ready else None, poster_url=media_urls(ready).poster if ready else None,
        is_ready=ready is not None, is_published=found.state == EpisodeState.PUBLISHED, series_id=series.id, is_public=programme.is_public,
    )  # fmt: skip


def episode(episode_id: int) -> EpisodeView:
    """The episode of that id, in whatever state; NotFound when there is none."""
    found = episodes([episode_id]).get(episode_id)
    if found is None:
        raise NotFound
    return found


def episodes(ids: Iterable[int]) -> dict[int, EpisodeView]:
    """The episodes of those ids, in whatever state, by id; unknown ids are left out."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {row[0].id: episode_view(*row) for row in session.execute(episode_rows().where(Episode.id.in_(wanted)))}


def episode_names(ids: Iterable[int]) -> dict[int, str]:
    """A name by which another site may know each episode: programme's code, series' title and number, as `THTH/Toán 12/3`."""
    found = select(Episode.id, Programme.code, Series.title, Episode.number).join(Episode.series).join(Series.programme)
    rows = session.execute(found.where(Episode.id.in_(set(ids))))
    return {episode_id: f"{code}/{title.replace('/', ' ')}/{number}" for episode_id, code, title, number in rows}


def episode_named(name: str) -> int | None:
    """The published episode that `episode_names` calls so here."""
    code, _, rest = name.partition("/")
    title, _, number = rest.rpartition("/")
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        return None
    found = select(Episode.id, Series.title).join(Episode.series).join(Series.programme)
    rows = session.execute(found.where(Programme.code == code, Episode.number == int(number), Episode.state == EpisodeState.PUBLISHED))
    return next((episode_id for episode_id, known in rows if known.replace("/", " ") == title), None)


def may_be_listed(actor: Actor) -> ColumnElement[bool]:
    """Published, and of a public programme unless the actor is signed in."""
    published = Episode.state == EpisodeState.PUBLISHED
    return published if actor.is_signed_in or actor.is_system else published & Programme.is_public


def listed_episodes(actor: Actor, wanted: EpisodeFilter) -> Select[Episode, Series, Programme, Media | None]:
    """What the actor may watch of what they ask for, the latest published first."""
    found = episode_rows().where(may_be_listed(actor), *_conditions(wanted))
    return found.order_by(Episode.published_at.desc(), Episode.id.desc())


def episodes_of_series(actor: Actor, series_id: int) -> list[EpisodeView]:
    """What the actor may watch of a series, by number."""
    found = episode_rows().where(Episode.series_id == series_id, may_be_listed(actor)).order_by(Episode.number)
    return [episode_view(*row) for row in session.execute(found.limit(MOST_IN_SERIES))]


def find_episodes(
    actor: Actor, words: str = "", subject_code: str | None = None, grade: int | None = None, limit: int = 30
) -> list[EpisodeView]:
    """Published episodes for a picker: every word stands somewhere in title, series, teacher or summary."""
    found = listed_episodes(actor, EpisodeFilter(words, subject_code, grade))
    return [episode_view(*row) for row in session.execute(found.limit(limit))]


def _conditions(wanted: EpisodeFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Episode.search.contains(word, autoescape=True) for word in fold(wanted.words).split()]
    if wanted.subject_code:
        conditions.append(Series.subject_code == wanted.subject_code)
    if wanted.grade is not None:
        conditions.append(Series.grade == wanted.grade)
    if wanted.topic_ids is not None:
        conditions.append(Episode.topic_id.in_(wanted.topic_ids))
    return conditions

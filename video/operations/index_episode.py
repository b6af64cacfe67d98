"""What an episode is found by: its folded words here, and the house's index while it is published."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from core import search
from core.db import session
from core.folding import fold
from curriculum import api as curriculum
from video.models import Episode, EpisodeState, Programme, Series
from video.operations.index_transcript import index_transcript

KIND = "episode"


def index_episode(episode: Episode) -> None:
    """Let a published episode be found by what it is now, and any other not at all."""
    index_episodes([episode])


def index_programme(programme_id: int) -> None:
    """The same for every episode of a programme, after its name, its series or who may see it have changed."""
    found = select(Episode).join(Episode.series).where(Series.programme_id == programme_id).order_by(Episode.id)
    index_episodes(session.scalars(found).all())


def index_episodes(episodes: Sequence[Episode]) -> None:
    """Write `search` of each, and its entry in the house's index."""
    topics = curriculum.topics_by_ids(episode.topic_id for episode in episodes if episode.topic_id)
    subjects = {subject.code: subject.name for subject in curriculum.subjects()}
    for episode in episodes:
        topic = topics.get(episode.topic_id or 0)
        series, programme = episode.series, episode.series.programme
        words = [series.title, programme.title, episode.teacher, subjects.get(series.subject_code, ""), topic.name if topic else ""]
        text = "\n".join(filter(None, [*words, episode.summary]))
        episode.search = fold(f"{episode.title} {text}")
        _put(episode, series, programme, text)
        index_transcript(episode)


def _put(episode: Episode, series: Series, programme: Programme, text: str) -> None:
    if episode.state != EpisodeState.PUBLISHED:
        search.remove(KIND, str(episode.id))
        return
    search.put(
        KIND, str(episode.id), episode.title, text, f"/tv/episodes/{episode.id}",
        "all" if programme.is_public else "members", detail=f"{series.title} · {programme.title}",
    )  # fmt: skip

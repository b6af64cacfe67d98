"""TV lessons for tests, made by the room's own operations: a programme of one series, episodes, and how to let them be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from core import clock
from core.actor import SYSTEM
from core.db import session, transaction
from curriculum.models import Topic
from tests.support.questions import new_organisation, new_topic
from video.models import Episode, Media, MediaState, Programme, Series
from video.operations.publish_episode import publish_episode
from video.operations.save_episode import EpisodeDetails, create_episode
from video.operations.save_programme import ProgrammeDetails, create_programme
from video.operations.save_series import SeriesDetails, create_series
from video.operations.schedule_broadcast import Showing, schedule_broadcast

ZONE = "Asia/Ho_Chi_Minh"
_numbers = count(1)


@dataclass(frozen=True)
class Desk:
    """A programme of its own organisation, with one series of a subject that has one topic."""

    organisation_id: int
    programme: Programme
    series: Series
    topic: Topic


def new_desk(*, is_public: bool = True, grade: int | None = 12) -> Desk:
    """A programme with a series; committed."""
    number = next(_numbers)
    with transaction():
        organisation, topic = new_organisation(), new_topic(f"TV{number}")
        details = ProgrammeDetails(f"CT{number}", f"Chương trình {number}", "", organisation.id, is_public)
        programme = create_programme(SYSTEM, details)
        series = create_series(SYSTEM, programme, SeriesDetails(f"Toán 12 loạt {number}", "", topic.subject.code, grade))
    return Desk(organisation.id, programme, series, topic)


def new_episode(desk: Desk, title: str = "Hàm số", *, number: int | None = None, topic: bool = True) -> Episode:
    """A draft episode of the desk's series; committed."""
    details = EpisodeDetails(number or next(_numbers), title, "Cô Lan", "", desk.topic.id if topic else None)
    with transaction():
        return create_episode(SYSTEM, desk.series, details)


def with_ready_video(episode: Episode, seconds: float = 600) -> Episode:
    """The episode has a video that can be watched, as far as the tables know; committed."""
    with transaction():
        media = Media(filename="bai.mp4", size=1000, stored="x", folder=f"f{episode.id}", state=MediaState.READY, created_at=clock.now())
        media.duration_seconds = seconds
        session.add(media)
        session.flush()
        episode.media_id = media.id
    return episode


def published(episode: Episode) -> Episode:
    """The episode has a video and is seen by others; committed."""
    with_ready_video(episode)
    with transaction():
        publish_episode(SYSTEM, episode)
    return episode


def announced(episode: Episode, starts_at: datetime) -> Episode:
    """The episode is on the schedule and seen by others, without a video; committed."""
    shown(episode, starts_at)
    with transaction():
        publish_episode(SYSTEM, episode)
    return episode


def shown(episode: Episode, starts_at: datetime, minutes: int = 30, channel: str = "VTV7") -> Episode:
    """The episode is on the schedule; committed."""
    with transaction():
        schedule_broadcast(SYSTEM, episode, Showing(channel, starts_at, starts_at + timedelta(minutes=minutes)), ZONE)
    return episode

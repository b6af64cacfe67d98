"""Letting others see an episode, and taking it back."""

from __future__ import annotations

from sqlalchemy import select

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict
from core.words import say
from video.models import Broadcast, Episode, EpisodeState, Media, MediaState
from video.operations.index_episode import index_episode


def publish_episode(actor: Actor, episode: Episode) -> None:
    """List the episode for others. It needs something to offer: a video that is ready, or a showing to announce.

    Conflict when it has neither. An announced episode is watched here as soon as its video is ready.
    """
    if episode.state == EpisodeState.PUBLISHED:
        return
    if not (_is_ready(episode) or _is_announced(episode)):
        raise Conflict(say("Bài này chưa có video sẵn sàng, cũng chưa có lịch phát sóng. Hãy tải video lên hoặc thêm lịch, rồi công bố."))
    episode.state = EpisodeState.PUBLISHED
    episode.published_at = episode.published_at or clock.now()
    session.flush()
    index_episode(episode)
    audit.record(actor, "video.episode_published", f"episode:{episode.id}", title=episode.title)


def withdraw_episode(actor: Actor, episode: Episode) -> None:
    """Hide a published episode from all but its editors; what people have watched of it is kept."""
    if episode.state != EpisodeState.PUBLISHED:
        return
    episode.state = EpisodeState.WITHDRAWN
    session.flush()
    index_episode(episode)
    audit.record(actor, "video.episode_withdrawn", f"episode:{episode.id}", title=episode.title)


def _is_ready(episode: Episode) -> bool:
    media = session.get(Media, episode.media_id) if episode.media_id else None
    return media is not None and media.state == MediaState.READY


def _is_announced(episode: Episode) -> bool:
    return session.scalar(select(Broadcast.id).where(Broadcast.episode_id == episode.id).limit(1)) is not None

"""Give an episode a film: its row, and the job that makes it watchable."""

from __future__ import annotations

import secrets
from pathlib import Path

from core import clock, storage
from core.actor import Actor
from core.audit import record
from core.db import session
from core.jobs.api import enqueue
from video.models import Episode, Media, MediaState
from video.operations.discard_media import discard_media
from video.rules.media_names import source_name

TRANSCODE = "video.transcode"


def add_media(actor: Actor, episode: Episode, filename: str, size: int, stored: str) -> Media:
    """A film for the episode from `stored`, a file or the folder of an upload. What is watched now stays until the new one is ready."""
    media = Media(
        filename=filename, size=size, stored=stored, folder=secrets.token_hex(16), created_by=actor.person_id, created_at=clock.now()
    )
    session.add(media)
    session.flush()
    media.job_id = enqueue(TRANSCODE, {"media": media.id, "folder": media.folder}).id
    _give(episode, media)
    record(actor, "video.film_sent", f"episode:{episode.id}", filename=filename, size=size)
    return media


def add_media_from_file(actor: Actor, episode: Episode, path: Path) -> Media:
    """A film for the episode from a file of this machine, which is copied into the store."""
    name = source_name(secrets.token_hex(16))
    storage.put_file(name, path)
    return add_media(actor, episode, path.name, path.stat().st_size, name)


def _give(episode: Episode, media: Media) -> None:
    watched = session.get(Media, episode.media_id) if episode.media_id else None
    waiting = session.get(Media, episode.next_media_id) if episode.next_media_id else None
    if watched is not None and watched.state == MediaState.READY:
        episode.next_media_id, gone = media.id, waiting
    else:
        episode.media_id, episode.next_media_id, gone = media.id, None, watched
    session.flush()
    if gone is not None:
        discard_media(gone)

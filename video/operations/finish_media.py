"""A film is ready: it is watched from now on, and what it replaces goes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from core.actor import SYSTEM
from core.audit import record
from core.db import session
from video.models import Episode, Media, MediaState
from video.operations.discard_media import discard_media


def finish_media(media_id: int, strip: dict[str, Any]) -> bool:
    """Mark it ready and show it where it was to be shown. False when it has been let go of meanwhile."""
    media = session.get(Media, media_id)
    if media is None:
        return False
    media.state, media.strip, media.problem = MediaState.READY, strip, None
    record(SYSTEM, "video.film_ready", f"media:{media.id}", filename=media.filename)
    for episode in session.scalars(select(Episode).where(Episode.next_media_id == media.id).with_for_update()).all():
        replaced = session.get(Media, episode.media_id) if episode.media_id else None
        episode.media_id, episode.next_media_id = media.id, None
        session.flush()
        if replaced is not None:
            discard_media(replaced)
    return True

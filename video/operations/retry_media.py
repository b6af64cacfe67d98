"""Try once more to make a film watchable."""

from __future__ import annotations

from core.actor import Actor
from core.audit import record
from core.db import session
from core.errors import Conflict, NotFound
from core.jobs.api import enqueue
from core.words import say
from video.models import Media, MediaState
from video.operations.add_media import TRANSCODE
from video.queries.media import is_given_up


def retry_media(actor: Actor, media_id: int) -> Media:
    """Have the film made again; renditions that were finished are kept. Conflict when it has not failed."""
    media = session.get(Media, media_id, with_for_update=True)
    if media is None:
        raise NotFound
    if media.state != MediaState.FAILED and not is_given_up(media):
        raise Conflict(say("Video này không ở trạng thái lỗi."))
    media.state, media.problem = MediaState.WAITING, None
    media.job_id = enqueue(TRANSCODE, {"media": media.id, "folder": media.folder}).id
    record(actor, "video.film_retried", f"media:{media.id}", filename=media.filename)
    return media

"""JSON of TV lessons: what a player reports."""

from __future__ import annotations

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from core.errors import Conflict, Invalid, NotSignedIn, TooLarge
from core.http.identity import current_actor
from core.words import say
from video.operations.record_watch import record_watch
from video.queries.watching import lesson_to_watch
from video.rules.watching import share_of
from video.schemas import WatchReply, WatchRequest

MOST_BODY_BYTES = 20_000


def watched(episode_id: int) -> ResponseReturnValue:
    """Add a report to the actor's record of the episode."""
    actor = current_actor()
    if actor.person_id is None:
        raise NotSignedIn
    report = _request().to_report()
    duration = lesson_to_watch(actor, episode_id).duration_seconds
    if not duration:
        raise Conflict(say("Video của bài này chưa sẵn sàng."))
    watch = record_watch(actor.person_id, episode_id, duration, report)
    reply = WatchReply(
        watched_seconds=watch.watched_seconds,
        share=share_of(watch.watched_seconds, duration),
        position=watch.position,
        is_complete=watch.completed_at is not None,
    )
    return jsonify(reply.model_dump(mode="json"))


def _request() -> WatchRequest:
    if request.content_length is None or request.content_length > MOST_BODY_BYTES:
        raise TooLarge
    try:
        return WatchRequest.model_validate(request.get_json(silent=True))
    except ValidationError as error:
        raise Invalid(say("Lượt xem gửi lên không đọc được.")) from error

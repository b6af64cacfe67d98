"""Media: playlists, video, pictures and thumbnails, to whoever brings a signed address."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from core import clock
from core.errors import NotAllowed
from core.http.files import send_kept
from core.http.signing import unsign
from core.words import say
from video.rules import media_token
from video.rules.media_names import mimetype_of, stored_name


def show(token: str, path: str) -> ResponseReturnValue:
    """One file of the folder that the token opens. No database is asked: a class of forty asks for a segment every few seconds each."""
    words = unsign(media_token.PURPOSE, token)
    left = media_token.seconds_left(words, clock.now()) if words else 0
    if words is None or left <= 0:
        raise NotAllowed(say("Địa chỉ của video đã hết hạn. Hãy tải lại trang."))
    return send_kept(stored_name(media_token.folder_of(words), path), mimetype_of(path), max_age=min(left, media_token.PERIOD_SECONDS))

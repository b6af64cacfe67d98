"""An episode's film: sent in pieces by a script, watched over while it is made, tried again."""

from __future__ import annotations

from flask import Response, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.db import session, transaction
from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from video.models import Upload
from video.operations.retry_media import retry_media
from video.operations.upload_film import WrongOffset, count_piece, forget_upload, keep_piece, start_upload
from video.queries import media as films
from video.queries import programmes
from video.rules.uploads import PIECE_BYTES, SMALLEST_PIECE


def state(episode_id: int) -> ResponseReturnValue:
    """The film as it stands, for the page to put in place of what it shows."""
    episode = programmes.episode_for(current_actor(), episode_id)
    return render_template("video/uploads/_state.html", film=films.film_desk(episode, current_actor().person_id))


def start(episode_id: int) -> ResponseReturnValue:
    """Begin to send a file, `{"name", "size"}`, or go on with the same one: where to, how far it is, how large pieces may be."""
    episode = programmes.episode_for(current_actor(), episode_id)
    sent = request.get_json(silent=True)
    name, size = (sent.get("name"), sent.get("size")) if isinstance(sent, dict) else (None, None)
    if not isinstance(name, str) or not isinstance(size, int):
        raise Invalid(say("Hãy gửi tên và dung lượng của tệp."))
    return _told(start_upload(current_actor(), episode, name, size, current_app.config["LARGEST_VIDEO"])), 201


def show(upload_id: str) -> ResponseReturnValue:
    """How far it is."""
    return _told(_upload(upload_id))


def receive(upload_id: str) -> ResponseReturnValue:
    """Take the raw bytes of a piece that follows what is there. While they arrive over a slow line no transaction is open."""
    actor, upload = current_actor(), _upload(upload_id)
    offset, received, left = request.args.get("offset", type=int), upload.received, upload.size - upload.received
    if offset != received:
        return _gone_on(received)
    if not 0 < (request.content_length or 0) <= PIECE_BYTES:
        raise Invalid(say("Mảnh tệp có kích thước không đúng."))
    session.rollback()  # reading began a transaction; from here on no row is looked at outside the next one
    data = request.get_data(cache=False)
    name = keep_piece(upload_id, data, left)
    try:
        with transaction():
            upload = count_piece(actor, upload_id, offset, name, len(data))
    except WrongOffset as wrong:
        return _gone_on(wrong.received)
    return _told(upload)


def cancel(upload_id: str) -> ResponseReturnValue:
    """Give up what was begun."""
    upload = _upload(upload_id)
    forget_upload(upload)
    flash(translate(say("Đã bỏ lần gửi dở.")), "success")
    return redirect(url_for("video.episodes.show", episode_id=upload.episode_id))


def retry(media_id: int) -> ResponseReturnValue:
    """Try once more to make the film."""
    episode = programmes.episode_for(current_actor(), films.owner_of(media_id).id)
    retry_media(current_actor(), media_id)
    return redirect(url_for("video.episodes.show", episode_id=episode.id))


def _upload(upload_id: str) -> Upload:
    """The actor's own upload, to an episode that they may still edit."""
    upload = films.upload_row(upload_id, current_actor().person_id)
    programmes.episode_for(current_actor(), upload.episode_id)
    return upload


def _told(upload: Upload) -> Response:
    return jsonify(
        url=url_for("video.uploads.show", upload_id=upload.id), received=upload.received, size=upload.size,
        is_finished=upload.finished_at is not None, smallest=SMALLEST_PIECE, largest=PIECE_BYTES,
    )  # fmt: skip


def _gone_on(received: int) -> ResponseReturnValue:
    """The piece does not follow: where to go on instead."""
    return jsonify(received=received, title=translate(say("Mảnh này không nối tiếp phần đã nhận."))), 409

"""Pictures: shown to whoever is signed in, taken from those who write questions."""

from __future__ import annotations

from flask import Response, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from core.http.identity import current_actor
from core.http.uploads import read_upload
from question_bank.operations.add_media import add_media
from question_bank.queries.media import media_bytes
from question_bank.rules.pictures import LARGEST


def show(name: str) -> ResponseReturnValue:
    """A picture. Its name is its content, so a browser may keep it for ever."""
    data, mime = media_bytes(name)
    answer = Response(data, mimetype=mime)
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    answer.set_etag(name.partition(".")[0])
    return answer.make_conditional(request)


def create() -> ResponseReturnValue:
    """Keep a picture and say what to write: {"name", "url"}."""
    upload = read_upload(request.files.get("file"), limit_bytes=LARGEST)
    name = add_media(current_actor(), upload.data)
    return jsonify(name=name, url=url_for("question_bank.media.show", name=name)), 201

"""Errors become one page, or one problem+json for those who asked for JSON. Nothing else renders an error."""

from __future__ import annotations

import structlog
from flask import Flask, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DataError, IntegrityError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from core.db import session
from core.errors import Conflict, CoreError, Invalid, NotFound, TooLarge
from core.http.language import translate
from core.words import Message, say

log = structlog.get_logger()

FAILED = say("Có lỗi ở phía máy chủ. Lỗi đã được ghi lại; dữ liệu đã lưu của bạn vẫn an toàn.")
WORDS = {
    400: say("Yêu cầu không đọc được. Hãy quay lại và thử lần nữa."),
    404: NotFound.title,
    405: say("Địa chỉ này không nhận thao tác đó."),
    413: TooLarge.title,
}


def init_app(app: Flask) -> None:
    """Handle our refusals, HTTP's, and whatever nobody foresaw."""
    app.register_error_handler(CoreError, _refused)
    app.register_error_handler(DataError, _out_of_range)
    app.register_error_handler(OverflowError, _out_of_range)
    app.register_error_handler(IntegrityError, _too_slow)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unforeseen)


def _refused(error: CoreError) -> ResponseReturnValue:
    fields = error.fields if isinstance(error, Invalid) else {}
    return problem(error.status, error.message, fields)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, RequestEntityTooLarge):
        return problem(413, TooLarge.title)
    if error.code is None or error.code < 400:
        return error.get_response()
    return problem(error.code, WORDS.get(error.code, say("Không thực hiện được yêu cầu này.")))


def _out_of_range(error: Exception) -> ResponseReturnValue:
    """A number too large, or a text with a NUL byte, that no column can hold: the request is at fault, not the server."""
    session.rollback()
    return problem(400, WORDS[400])


def _too_slow(error: Exception) -> ResponseReturnValue:
    """A constraint spoke: somebody did the same at the same moment, after this request had looked. Logged, as it may also be a mistake."""
    session.rollback()
    said = str(getattr(error, "orig", error)).partition("\n")[0]  # without the values, which may be people's
    log.warning("a constraint refused", method=request.method, endpoint=request.endpoint, said=said)
    return problem(Conflict.status, Conflict.title)


def _unforeseen(error: Exception) -> ResponseReturnValue:
    session.rollback()
    log.exception("unforeseen error", method=request.method, endpoint=request.endpoint)
    return problem(500, FAILED)


def wants_json() -> bool:
    """Whether the answer should be JSON: the API, or a script that said so."""
    if request.path.startswith("/api/") or request.is_json:
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def problem(status: int, message: Message, fields: dict[str, Message] | None = None) -> ResponseReturnValue:
    """The one shape of an error, as RFC 9457 JSON or as a page with the same words."""
    words = translate(message)
    if wants_json():
        body: dict[str, object] = {"type": "about:blank", "status": status, "title": words}
        if fields:
            body["fields"] = {name: translate(reason) for name, reason in fields.items()}
        answer: Response = jsonify(body)
        answer.content_type = "application/problem+json"
        return answer, status
    return render_template("web/errors/show.html", status=status, message=words), status

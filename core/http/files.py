"""Kept files as answers: streamed, in ranges, known again by their tag."""

from __future__ import annotations

from flask import Response, request

from core import storage

LONGEST_OPEN_RANGE = 4_000_000
"""`bytes=N-` gets at most this much, so that a player that reads slowly does not hold a thread of the server; it asks for more."""


def send_kept(name: str, mimetype: str, *, max_age: int) -> Response:
    """The kept file as 200, its range as 206, 304 when the browser has it, 416 when it is shorter. NotFound when there is none."""
    kept = storage.describe(name)
    answer = Response(mimetype=mimetype)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Cache-Control"] = f"private, max-age={max_age}"
    answer.set_etag(kept.tag)
    if request.if_none_match.contains(kept.tag):
        answer.status_code = 304
        return answer
    start, stop = 0, kept.size
    asked = _asked_range(kept.tag)
    if asked:
        start, stop = _within(asked, kept.size)
        if start >= stop:
            answer.status_code = 416
            answer.headers["Content-Range"] = f"bytes */{kept.size}"
            return answer
        answer.status_code = 206
        answer.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{kept.size}"
    answer.content_length = stop - start
    answer.response = storage.read(name, start, stop)
    return answer


def send_attachment(stored: str, name: str) -> Response:
    """The kept file for a browser to save under `name` and never to show, whatever is in it."""
    answer = send_kept(stored, "application/octet-stream", max_age=0)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _asked_range(tag: str) -> tuple[int, int | None] | None:
    """The one range of bytes asked for (first, one after the last), when it is still of the file that the browser began with."""
    if request.range is None or request.range.units != "bytes" or len(request.range.ranges) != 1:
        return None
    if "If-Range" in request.headers and request.if_range.etag != tag:
        return None
    return request.range.ranges[0]


def _within(asked: tuple[int, int | None], size: int) -> tuple[int, int]:
    """The bytes that a range means in a file of `size`: `-5` are the last five, `5-` all from the sixth (RFC 9110, 14.1.2)."""
    first, after = asked
    if first < 0:
        return max(0, size + first), size
    return first, min(size, first + LONGEST_OPEN_RANGE if after is None else after)

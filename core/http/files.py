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
    if _wants_range(kept.tag):
        asked = request.range.range_for_length(kept.size) if request.range else None
        if asked is None:
            answer.status_code = 416
            answer.headers["Content-Range"] = f"bytes */{kept.size}"
            return answer
        start, stop = asked
        if _is_open_ended():
            stop = min(stop, start + LONGEST_OPEN_RANGE)
        answer.status_code = 206
        answer.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{kept.size}"
    answer.content_length = stop - start
    answer.response = storage.read(name, start, stop)
    return answer


def _wants_range(tag: str) -> bool:
    """Whether to answer with a part: one range of bytes, and still of the file that the browser began with."""
    if request.range is None or request.range.units != "bytes" or len(request.range.ranges) != 1:
        return False
    if "If-Range" not in request.headers:
        return True
    return request.if_range.etag == tag


def _is_open_ended() -> bool:
    return request.range is not None and request.range.ranges[0][0] >= 0 and request.range.ranges[0][1] is None

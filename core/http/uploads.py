"""Uploads: read whole, within a limit said in the error, before anything looks at them."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.datastructures import FileStorage

from core.errors import Invalid, TooLarge
from core.words import say


@dataclass(frozen=True)
class Upload:
    """A file's name as its owner knows it (never used as a path) and its bytes."""

    name: str
    data: bytes


def read_upload(sent: FileStorage | None, *, limit_bytes: int) -> Upload:
    """The file sent, refused when missing, empty or larger than `limit_bytes`."""
    if sent is None or not sent.filename:
        raise Invalid(say("Hãy chọn một tệp."))
    data = sent.stream.read(limit_bytes + 1)
    if len(data) > limit_bytes:
        raise TooLarge(say("Tệp lớn hơn %(limit)s MB. Hãy chia nhỏ hoặc giảm dung lượng ảnh.", limit=limit_bytes // 1_000_000))
    if not data:
        raise Invalid(say("Tệp này rỗng."))
    return Upload(sent.filename[-200:], data)

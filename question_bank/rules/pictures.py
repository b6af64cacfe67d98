"""What counts as a picture: told by its first bytes, never by its name. SVG is a document with scripts and is refused."""

from __future__ import annotations

import hashlib

LARGEST = 5_000_000
"""Bytes; a photo from a phone, scaled for a screen, is far below."""

_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"GIF87a", "image/gif", "gif"),
    (b"GIF89a", "image/gif", "gif"),
)


def picture_kind(data: bytes) -> tuple[str, str] | None:
    """(MIME type, extension), or None when the bytes are no picture we take."""
    for magic, mime, extension in _KINDS:
        if data.startswith(magic):
            return mime, extension
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp", "webp"
    return None


def kept_name(data: bytes) -> str | None:
    """The name that the picture is kept under, by its content; None when the bytes are no picture we take."""
    kind = picture_kind(data)
    return f"{hashlib.sha256(data).hexdigest()}.{kind[1]}" if kind else None

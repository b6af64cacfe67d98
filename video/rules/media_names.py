"""How the files of a media are called in the store, and which of them may be asked for."""

from __future__ import annotations

import re

from core.errors import NotFound

MASTER = "master.m3u8"
POSTER = "poster.jpg"
STRIP = "strip.jpg"
STRIP_CUES = "strip.vtt"
FALLBACK = "fallback.mp4"
_ASKED = re.compile(r"[a-z0-9]+(?:/[a-z0-9]+)?\.(m3u8|mp4|jpg|vtt)")
_MIMETYPES = {"m3u8": "application/vnd.apple.mpegurl", "mp4": "video/mp4", "jpg": "image/jpeg", "vtt": "text/vtt"}


def mimetype_of(path: str) -> str:
    """What a file of a media's folder is; NotFound for what no such folder holds."""
    asked = _ASKED.fullmatch(path)
    if asked is None:
        raise NotFound
    return _MIMETYPES[asked[1]]


def stored_name(folder: str, path: str) -> str:
    """Where a file of a media's folder is in the store."""
    return f"video/media/{folder}/{path}"


def media_folder(folder: str) -> str:
    """Where all that was made of a media is."""
    return f"video/media/{folder}"


def source_name(folder: str) -> str:
    """Where the file is kept as it was sent: beside the folder that signed addresses open, and never in it."""
    return f"video/sources/{folder}"


def upload_folder(upload_id: str) -> str:
    """Where the pieces of an upload wait."""
    return f"video/uploads/{upload_id}"

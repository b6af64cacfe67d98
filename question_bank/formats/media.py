"""Pictures inside question files: checked by their first bytes, named once, referred to as media:NAME."""

import base64
import binascii
import re
from io import BytesIO
from urllib.parse import unquote

from PIL import Image

from core.words import Message, say
from question_bank.formats.contract import Limits

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_DATA_URI = re.compile(r"""(\bsrc\s{0,3}=\s{0,3}["'])data:image/[a-z.+-]{1,20};base64,([^"'<>]*)(?=["'])""", re.IGNORECASE)
_PLUGIN_FILE = re.compile(r"@@PLUGINFILE@@/([^\"'<>?#\s]*)(?:\?[^\"'<>\s]*)?")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class MediaShelf:
    """Pictures collected while one file is read; equal bytes are kept once."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.found: dict[str, bytes] = {}
        self._name_of: dict[bytes, str] = {}

    def put(self, name: str, encoded: str) -> str | Message:
        """The name a base64 picture got on the shelf, or why it was not taken."""
        if len(encoded) > self._limits.picture_bytes * 2:
            return say("Hình %(name)s quá lớn.", name=name[:100])
        try:
            data = base64.b64decode("".join(encoded.split()), validate=True)
        except (binascii.Error, ValueError):
            return say("Hình %(name)s bị hỏng.", name=name[:100])
        return self.take(name, data)

    def take(self, name: str, data: bytes) -> str | Message:
        """The name that a picture's bytes got on the shelf, or why they were not taken."""
        if len(data) > self._limits.picture_bytes:
            return say("Hình %(name)s quá lớn.", name=name[:100])
        ending = picture_type(data)
        if ending is None:
            return say("Tệp đính kèm %(name)s không phải hình PNG, JPEG, GIF hay WebP nên bị bỏ.", name=name[:100])
        return self._shelve(name, ending, data)

    def _shelve(self, name: str, ending: str, data: bytes) -> str:
        if data in self._name_of:
            return self._name_of[data]
        stem = _UNSAFE.sub("-", name.rsplit(".", 1)[0])[:60].strip("-.") or "hinh"
        number, free = 1, f"{stem}.{ending}"
        while free in self.found:
            number += 1
            free = f"{stem}-{number}.{ending}"
        self.found[free] = data
        self._name_of[data] = free
        return free


def picture_type(data: bytes) -> str | None:
    """png, jpg, gif or webp by the first bytes; None for anything else, svg included (it can run script)."""
    for signature, ending in _SIGNATURES:
        if data.startswith(signature):
            return ending
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def picture_size(data: bytes) -> tuple[int, int]:
    """(width, height) in pixels by the picture's own head; (0, 0) when it does not say."""
    try:
        with Image.open(BytesIO(data)) as picture:
            return picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return 0, 0


def take_in(html: str, shelf: MediaShelf, names: dict[str, str]) -> tuple[str, list[str], list[Message]]:
    """(html with media: sources, names used, reasons). `names` maps the source's file names to the shelf's."""
    used: list[str] = []
    reasons: list[Message] = []
    if "<" not in html and "@@" not in html:  # neither a tag nor a file, as most fields
        return html, used, reasons

    def from_data(found: re.Match[str]) -> str:
        name = shelf.put("hinh", found.group(2))
        if isinstance(name, Message):
            reasons.append(name)
            return found.group(1)
        used.append(name)
        return f"{found.group(1)}media:{name}"

    def from_file(found: re.Match[str]) -> str:
        name = names.get(unquote(found.group(1)))
        if name is None:
            reasons.append(say("Thiếu hình %(name)s trong tệp.", name=unquote(found.group(1))[:100]))
            return ""
        used.append(name)
        return f"media:{name}"

    html = _DATA_URI.sub(from_data, html)
    return _PLUGIN_FILE.sub(from_file, html), used, reasons

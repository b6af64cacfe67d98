"""What counts as a picture: told by its bytes, never by its name, with its size in pixels. SVG is a document with scripts and is refused."""

from __future__ import annotations

import struct
from dataclasses import dataclass

LARGEST = 5_000_000
"""Bytes."""
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 10_000
_START_OF_FRAME = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_ALONE = {0x01, *range(0xD0, 0xD9)}
_ORIENTATION = 0x0112


@dataclass(frozen=True)
class Picture:
    """Its MIME type, and the pixels it is shown with: a photo that says it lies on its side is counted upright."""

    mime: str
    width: int
    height: int


def picture_in(data: bytes) -> Picture | None:
    """The picture that the bytes are; None when they are none we take, are broken at the head, or say they are huge."""
    try:
        found = _read(data)
    except (struct.error, IndexError):
        return None
    if found is None or not (0 < found.width <= LONGEST_SIDE and 0 < found.height <= LONGEST_SIDE):
        return None
    return found if found.width * found.height <= MOST_PIXELS else None


def _read(data: bytes) -> Picture | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        return Picture("image/png", *struct.unpack(">II", data[16:24]))
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return Picture("image/gif", *struct.unpack("<HH", data[6:10]))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return _jpeg(data) if data.startswith(b"\xff\xd8\xff") else None


def _webp(data: bytes) -> Picture | None:
    kind = data[12:16]
    if kind == b"VP8X":
        return Picture("image/webp", 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little"))
    if kind == b"VP8L" and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        return Picture("image/webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[26:30])
        return Picture("image/webp", width & 0x3FFF, height & 0x3FFF)
    return None


def _jpeg(data: bytes) -> Picture | None:
    at, on_its_side = 2, False
    while data[at] == 0xFF:
        mark = data[at + 1]
        if mark in _ALONE or mark == 0xFF:
            at += 1 if mark == 0xFF else 2
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if mark in _START_OF_FRAME:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return Picture("image/jpeg", height, width) if on_its_side else Picture("image/jpeg", width, height)
        if mark == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            on_its_side = _orientation(data[at + 10 : at + 2 + length]) >= 5
        if mark == 0xDA:
            return None
        at += 2 + length
    return None


def _orientation(exif: bytes) -> int:
    """1 to 8 as EXIF counts them; from 5 on width and height change places. 1 where it is not said, or not readably."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    try:
        if order is None:
            return 1
        (at,) = struct.unpack(order + "I", exif[4:8])
        (count,) = struct.unpack(order + "H", exif[at : at + 2])
        for entry in range(at + 2, at + 2 + 12 * min(count, 100), 12):
            tag, _, _, value = struct.unpack(order + "HHIH", exif[entry : entry + 10])
            if tag == _ORIENTATION:
                return int(value)
    except struct.error:
        pass
    return 1

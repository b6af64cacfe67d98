"""The picture of points inside a Windows metafile (MS-WMF, MS-EMF, MS-EMFPLUS): what Word wraps when a screenshot or a scan is pasted.

A metafile is a list of drawing orders. Many hold one picture and nothing else: a PNG or JPEG kept whole (EMF+), or a bitmap that
one order stretches over the page. That picture is taken; metafiles of lines are drawn by `wmf` and `emf`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO

from PIL import BmpImagePlugin, Image

PLACEABLE = b"\xd7\xcd\xc6\x9a"
SIGNATURES = (PLACEABLE, b"\x01\x00\x00\x00", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")
_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND"
_JPEG, _JPEG_END = b"\xff\xd8\xff\xe0", b"\xff\xd9"
_EMF_BITMAPS = {81: 48, 80: 48, 76: 84, 77: 84}
"""EMF orders that hold a bitmap, with the place of offBmi, cbBmi, offBits, cbBits in the record."""
_WMF_BITMAPS = {0x0F43: 28, 0x0B41: 26, 0x0940: 22}
"""WMF orders that hold a bitmap, with the place where it begins."""
_MOST_RECORDS = 20_000
_MOST_POINTS = 40_000_000


def raster_within(data: bytes) -> bytes | None:
    """The PNG or JPEG that a metafile holds, or its largest bitmap as PNG; None when it is drawn by lines alone."""
    return _kept_whole(data) or _as_png(max(_bitmaps(data), key=len, default=b""))


def _kept_whole(data: bytes) -> bytes | None:
    start = data.find(_PNG)
    end = data.find(_PNG_END, start)
    if start >= 0 and end >= 0:
        return data[start : end + 8]
    start, end = data.find(_JPEG), data.rfind(_JPEG_END)
    return data[start : end + 2] if 0 <= start < end else None


def _bitmaps(data: bytes) -> Iterator[bytes]:
    """Every device-independent bitmap: its header, its colours, its points."""
    try:
        yield from _of_emf(data) if data[40:44] == b" EMF" else _of_wmf(data)
    except struct.error:
        return  # cut off: what was found so far is all there is


def _of_emf(data: bytes) -> Iterator[bytes]:
    at = 0
    for _ in range(_MOST_RECORDS):
        order, size = struct.unpack_from("<II", data, at)
        if size < 8 or order == 14:
            return
        if order in _EMF_BITMAPS:
            header, header_size, points, points_size = struct.unpack_from("<IIII", data, at + _EMF_BITMAPS[order])
            if header_size and points_size and max(header + header_size, points + points_size) <= size:
                yield data[at + header : at + header + header_size] + data[at + points : at + points + points_size]
        at += size


def _of_wmf(data: bytes) -> Iterator[bytes]:
    at = 18 + (22 if data.startswith(PLACEABLE) else 0)
    for _ in range(_MOST_RECORDS):
        words, order = struct.unpack_from("<IH", data, at)
        if words < 3:
            return
        if order in _WMF_BITMAPS and words * 2 > _WMF_BITMAPS[order] + 40:
            yield data[at + _WMF_BITMAPS[order] : at + words * 2]
        at += words * 2


def _as_png(bitmap: bytes) -> bytes | None:
    if len(bitmap) < 40:
        return None
    width, height = struct.unpack_from("<ii", bitmap, 4)
    if not 0 < width * abs(height) <= _MOST_POINTS:
        return None
    try:
        with BmpImagePlugin.DibImageFile(BytesIO(bitmap)) as picture:
            out = BytesIO()
            picture.convert("RGB").save(out, "PNG")
    except (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError):
        return None
    return out.getvalue()

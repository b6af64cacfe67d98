"""Pictures of a document: each once in the zip, scaled to what a page or a column holds."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from html import escape

from question_bank.formats.media import picture_type
from question_bank.formats.outgoing_text import writable

_EMU_A_POINT = 12_700
_POINTS_A_PIXEL = 0.75
_FULL = 0.985
WIDEST, HIGHEST = 400.0, 300.0
_UNKNOWN = (320, 240)
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
MIMES: Mapping[str, str] = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


class Pictures:
    """Pictures by the names that html uses; `shown` are those that the document came to show, by relationship id."""

    def __init__(self, known: Mapping[str, bytes]) -> None:
        self._known = known
        self._ids: dict[str, str] = {}
        self._count = 0

    @property
    def shown(self) -> Mapping[str, tuple[str, bytes]]:
        """{relationship id: (name in the zip, bytes)}."""
        return {number: (f"{number}.{picture_type(self._known[name]) or 'png'}", self._known[name]) for name, number in self._ids.items()}

    def drawn(self, name: str, description: str, asked: tuple[int, int]) -> tuple[str, float] | None:
        """(its run, its width in points); None when there is no such picture. `asked`: pixels that the author wants, 0 for any."""
        if name not in self._known:
            return None
        number = self._ids.setdefault(name, f"hinh{len(self._ids) + 1}")
        self._count += 1
        width, height = _scaled(asked, pixels(self._known[name]) or _UNKNOWN)
        return _drawing(number, self._count, description, round(width * _EMU_A_POINT), round(height * _EMU_A_POINT)), width

    def page(self, name: str, description: str) -> str:
        """The run of a picture that fills a page of A4; half a line is left, or Word would begin another page."""
        number = self._ids.setdefault(name, f"hinh{len(self._ids) + 1}")
        self._count += 1
        wide, high = (round(side * _FULL * _EMU_A_POINT) for side in (595.3, 841.9))
        return _drawing(number, self._count, description, wide, high)


def _scaled(asked: tuple[int, int], real: tuple[int, int]) -> tuple[float, float]:
    """Points: what is asked for, in the picture's own shape when one side says nothing, never more than a page holds."""
    wide, high = asked
    ratio = real[0] / real[1]
    if wide and high:
        width, height = float(wide), float(high)
    else:
        width = float(wide or (high * ratio if high else real[0]))
        height = width / ratio
    width, height = max(width, 1) * _POINTS_A_PIXEL, max(height, 1) * _POINTS_A_PIXEL
    factor = min(1.0, WIDEST / width, HIGHEST / height)
    return width * factor, height * factor


def pixels(data: bytes) -> tuple[int, int] | None:
    """Width and height by the picture's own head; None when it does not say or says nonsense."""
    found = None
    if data.startswith(b"\x89PNG") and len(data) >= 24:
        found = struct.unpack(">II", data[16:24])
    elif data.startswith(b"GIF8") and len(data) >= 10:
        found = struct.unpack("<HH", data[6:10])
    elif data.startswith(b"\xff\xd8"):
        found = _jpeg_frame(data)
    return (found[0], found[1]) if found and all(0 < side < 30_000 for side in found) else None


def _jpeg_frame(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return None


def _drawing(number: str, place: int, description: str, width: int, height: int) -> str:
    size = f'cx="{width}" cy="{height}"'
    told = escape(writable(description))
    shape = f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    names = f'<pic:nvPicPr><pic:cNvPr id="{place}" name="{number}" descr="{told}"/><pic:cNvPicPr/></pic:nvPicPr>'
    fill = f'<pic:blipFill><a:blip r:embed="{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    graphic = f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>{names}{fill}{shape}</pic:pic></a:graphicData></a:graphic>'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{place}" name="{number}" descr="{told}"/>{graphic}</wp:inline></w:drawing></w:r>'
    )

"""Windows metafiles of lines and letters (MS-WMF), drawn: what MathType keeps as the preview of an equation, and simple drawings."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate, count
from typing import ClassVar

from question_bank.formats.word.metafile_canvas import Brush, Colour, Font, Ink, Pen, Point, Unplayable
from question_bank.formats.word.metafile_player import MOST_CORNERS, MOST_RECORDS, Drawn, Player, Tool, checked
from question_bank.formats.word.symbol_fonts import UNKNOWN, Sign, signs

PLACEABLE = b"\xd7\xcd\xc6\x9a"
_UNITS_AN_INCH = 1440
_CODES = {163: "cp1258", 161: "cp1253", 162: "cp1254", 204: "cp1251", 238: "cp1250", 177: "cp1255", 178: "cp1256", 222: "cp874"}
OLD_FONTS = (".vn", "vni", "vn")
NO_FILL, NO_LINE = 1, 5
_OPAQUE, _CLIPPED = 2, 4
_END = 0x0000


def drawn(data: bytes, ink: Ink) -> Drawn | None:
    """The picture; None for what is no such metafile, or shows neither lines nor letters."""
    is_placeable = data.startswith(PLACEABLE)
    records = list(_records(data, 40 if is_placeable else 18))
    try:
        box, inch = _box(data) if is_placeable else ((0, 0, 0, 0), _UNITS_AN_INCH)
        window = (*(_first(records, 0x020B) or box[:2]), *(_first(records, 0x020C) or box[2:]))
        width, height = box[2:] if is_placeable else window[2:]
        player = _Player((abs(width) / inch, abs(height) / inch), window, ink)
    except (Unplayable, struct.error):
        return None
    player.is_whole = bool(records) and records[-1][0] == _END
    return player.play(records)


class _Player(Player):
    silent = frozenset(
        (_END, 0x0103, 0x0102, 0x0201, 0x0106, 0x0104, 0x0105, 0x0107, 0x0108, 0x020A, 0x020D, 0x020E, 0x0231, 0x0149, 0x0626, 0x0234, 0x0035, 0x012C, 0x0416)
    )  # fmt: skip
    """Mapping modes, background, palettes, clips, comments: such pictures do without."""

    # What is drawn with

    def window_begins(self, body: bytes) -> None:
        self.state.window = (*_place(body), *self.state.window[2:])

    def window_spans(self, body: bytes) -> None:
        self.state.window = checked((*self.state.window[:2], *_place(body)))

    def colour_text(self, body: bytes) -> None:
        self.state.ink = colour(body, 0)

    def align_text(self, body: bytes) -> None:
        (self.state.align,) = struct.unpack_from("<H", body)

    def make_pen(self, body: bytes) -> None:
        style, width = struct.unpack_from("<Hh", body)
        self._keep(Pen(abs(width), None if style & 0xF == NO_LINE else colour(body, 6)))

    def make_brush(self, body: bytes) -> None:
        (style,) = struct.unpack_from("<H", body)
        self._keep(Brush(None if style == NO_FILL else colour(body, 2)))
        self.is_whole &= style in (0, NO_FILL)

    def make_font(self, body: bytes) -> None:
        height, _width, turned, _, weight, italic, _, _, charset = struct.unpack_from("<5h4B", body)
        face = body[18:50].split(b"\0")[0].decode("cp1252", "replace")
        self._keep(Font(height or -12, face, weight >= 600, bool(italic), charset))
        self.is_whole &= not turned

    def make_other(self, body: bytes) -> None:
        self._keep("other")

    def _keep(self, made: Tool) -> None:
        """In the first free place, as Windows does."""
        self.keep(next(place for place in count() if place not in self.tools), made)

    def select(self, body: bytes) -> None:
        self.take(self.tools.get(*struct.unpack_from("<H", body)))

    def delete(self, body: bytes) -> None:
        self.tools.pop(struct.unpack_from("<H", body)[0], None)

    # What is drawn

    def move(self, body: bytes) -> None:
        self.state.at = _place(body)

    def line_to(self, body: bytes) -> None:
        end = _place(body)
        self.line([self.state.at, end])
        self.state.at = end

    def lines(self, body: bytes) -> None:
        self.line(_corners(body, 2, *struct.unpack_from("<H", body)))

    def polygon(self, body: bytes) -> None:
        self.area(_corners(body, 2, *struct.unpack_from("<H", body)))

    def polygons(self, body: bytes) -> None:
        (how_many,) = struct.unpack_from("<H", body)
        counts = struct.unpack_from(f"<{how_many}H", body, 2)
        starts = accumulate(counts, lambda at, many: at + 4 * many, initial=2 + 2 * how_many)
        self.areas([_corners(body, at, many) for at, many in zip(starts, counts, strict=False)])

    def rectangle(self, body: bytes) -> None:
        bottom, right, top, left = struct.unpack_from("<4h", body)
        self.area([(left, top), (right, top), (right, bottom), (left, bottom)])

    def round(self, body: bytes) -> None:
        bottom, right, top, left = struct.unpack_from("<4h", body)
        self.ellipse(((left, top), (right, bottom)))

    def text(self, body: bytes) -> None:
        (length,) = struct.unpack_from("<H", body)
        self.write(self._signs(body[2 : 2 + length]), _place(body, 2 + length + length % 2), ())

    def placed_text(self, body: bytes) -> None:
        y, x, length, options = struct.unpack_from("<hhHH", body)
        at = 8 + (8 if options & (_OPAQUE | _CLIPPED) else 0)
        end = at + length + length % 2
        steps = struct.unpack_from(f"<{length}h", body, end) if len(body) >= end + 2 * length else ()
        self.write(self._signs(body[at : at + length]), (x, y), steps)

    def _signs(self, raw: bytes) -> list[Sign]:
        font = self.state.font
        return [signs(font.face, code) or _letter(code, font) for code in raw]

    def stretched(self, body: bytes, header: int) -> None:
        (how,), (height, width, y, x) = struct.unpack_from("<I", body), struct.unpack_from("<4h", body, header - 8)
        self.bitmap(body[header:], ((x, y), (x + width, y + height)), how)

    orders: ClassVar[Mapping[int, Callable[..., None]]] = {
        0x020B: window_begins, 0x020C: window_spans, 0x001E: Player.save, 0x0127: Player.restore, 0x0209: colour_text, 0x012E: align_text,
        0x02FA: make_pen, 0x02FB: make_font, 0x02FC: make_brush, 0x00F7: make_other, 0x06FF: make_other, 0x0142: make_other, 0x01F9: make_other,
        0x012D: select, 0x01F0: delete, 0x0214: move, 0x0213: line_to, 0x0325: lines, 0x0324: polygon, 0x0538: polygons, 0x041B: rectangle,
        0x0418: round, 0x0521: text, 0x0A32: placed_text, 0x0F43: lambda player, body: player.stretched(body, 22),
        0x0B41: lambda player, body: player.stretched(body, 20), 0x0940: lambda player, body: player.stretched(body, 16),
    }  # fmt: skip


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """(order, parameters) of every whole record up to the end; too many are not read."""
    for _ in range(MOST_RECORDS):
        if at + 6 > len(data):
            return
        words, order = struct.unpack_from("<IH", data, at)
        if words < 3 or at + 2 * words > len(data):
            return
        yield order, data[at + 6 : at + 2 * words]
        if order == _END:
            return
        at += 2 * words


def _first(records: list[tuple[int, bytes]], order: int) -> Point | None:
    found = next((body for each, body in records if each == order and len(body) >= 4), None)
    return None if found is None else _place(found)


def _box(data: bytes) -> tuple[tuple[float, float, float, float], int]:
    """((left, top, width, height), units to the inch) of a placeable metafile."""
    left, top, right, bottom, inch = struct.unpack_from("<4hH", data, 6)
    return (left, top, right - left, bottom - top), inch or _UNITS_AN_INCH


def _place(body: bytes, at: int = 0) -> Point:
    """(x, y), which records hold the other way round."""
    y, x = struct.unpack_from("<hh", body, at)
    return x, y


def _corners(body: bytes, at: int, how_many: int) -> list[Point]:
    if how_many > MOST_CORNERS:
        raise Unplayable("corners")
    found = struct.unpack_from(f"<{2 * how_many}h", body, at)
    return list(zip(found[::2], found[1::2], strict=True))


def colour(body: bytes, at: int) -> Colour:
    """Red, green, blue of a COLORREF."""
    red, green, blue = struct.unpack_from("<3B", body, at)
    return red, green, blue


def _letter(code: int, font: Font) -> Sign:
    """A letter of a font of letters; Vietnamese fonts of before Unicode and fonts of unknown signs have none that is sure."""
    if font.charset == 2 or font.face.lower().startswith(OLD_FONTS):
        return Sign(chr(code) if 0x20 < code < 0x7F and font.charset != 2 else UNKNOWN)
    return Sign(bytes([code]).decode(_CODES.get(font.charset, "cp1252"), "replace"))

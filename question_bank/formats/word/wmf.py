"""Windows metafiles of lines and letters (MS-WMF), drawn: what MathType keeps as the preview of an equation, and simple drawings."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from io import BytesIO

from PIL import BmpImagePlugin, Image

from question_bank.formats.word.metafile_canvas import Brush, Canvas, Colour, Font, Ink, Pen, Point, State, Unplayable
from question_bank.formats.word.symbol_fonts import UNKNOWN, Sign, signs, styled

PLACEABLE = b"\xd7\xcd\xc6\x9a"
_PIXELS_AN_INCH, _UNITS_AN_INCH = 96, 1440
_MOST_RECORDS, _MOST_OBJECTS, _MOST_SAVED, _LONGEST_TEXT, _MOST_CORNERS = 20_000, 1000, 50, 2000, 20_000
_WIDEST = 2000
"""Pixels of the drawn picture as it is shown."""
_CODES = {163: "cp1258", 161: "cp1253", 162: "cp1254", 204: "cp1251", 238: "cp1250", 177: "cp1255", 178: "cp1256", 222: "cp874"}
_OLD_FONTS = (".vn", "vni", "vn")
_NO_FILL, _NO_LINE = 1, 5
_OPAQUE, _CLIPPED = 2, 4
_END = 0x0000
_SHOWN_AGAIN = frozenset(
    (_END, 0x0103, 0x0102, 0x0201, 0x0106, 0x0104, 0x0105, 0x0107, 0x0108, 0x020A, 0x020D, 0x020E, 0x0231, 0x0149, 0x0626, 0x0234, 0x0035, 0x012C, 0x0416)
)  # fmt: skip
"""Orders that show nothing themselves and that such pictures do without: mapping modes, background, palettes, clips, comments."""

_REFUSED = (Unplayable, struct.error, ValueError, OSError, SyntaxError, OverflowError, ZeroDivisionError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A metafile as PNG, to be shown at `size` pixels; not whole where something in it could not be drawn as it was meant."""

    png: bytes
    size: tuple[int, int]
    is_whole: bool


def drawn(data: bytes, ink: Ink) -> Drawn | None:
    """The picture; None for what is no such metafile, or shows neither lines nor letters."""
    try:
        player = _Player(data, ink)
        player.play()
        return Drawn(player.canvas.png(), player.size, player.is_whole) if player.has_drawn else None
    except (Unplayable, struct.error, ZeroDivisionError):
        return None


class _Player:
    def __init__(self, data: bytes, ink: Ink) -> None:
        is_placeable = data.startswith(PLACEABLE)
        self._records = list(_records(data, 40 if is_placeable else 18))
        self.is_whole = bool(self._records) and self._records[-1][0] == _END
        box, inch = _box(data) if is_placeable else ((0, 0, 0, 0), _UNITS_AN_INCH)
        window = (*(self._first(0x020B) or box[:2]), *(self._first(0x020C) or box[2:]))
        width, height = box[2:] if is_placeable else window[2:]
        self.size = _shown_size(abs(width) / inch, abs(height) / inch)
        self.canvas = Canvas(self.size, ink)
        self.has_drawn = False
        self._state = State(_checked(window))
        self._saved: list[State] = []
        self._objects: list[Pen | Brush | Font | str | None] = []

    def play(self) -> None:
        """Carries out every order; one that cannot be leaves the picture without it."""
        for order, body in self._records:
            try:
                if order in _ORDERS:
                    _ORDERS[order](self, body)
                elif order not in _SHOWN_AGAIN:
                    self.is_whole = False
            except _REFUSED:
                self.is_whole = False

    def _first(self, order: int) -> tuple[float, float] | None:
        found = next((body for each, body in self._records if each == order and len(body) >= 4), None)
        return None if found is None else _place(found)

    # What is drawn with

    def window_begins(self, body: bytes) -> None:
        self._state.window = (*_place(body), *self._state.window[2:])

    def window_spans(self, body: bytes) -> None:
        self._state.window = _checked((*self._state.window[:2], *_place(body)))

    def save(self, body: bytes) -> None:
        if len(self._saved) >= _MOST_SAVED:
            raise Unplayable("saved")
        self._saved.append(copy(self._state))

    def restore(self, body: bytes) -> None:
        if not self._saved:
            raise Unplayable("restored")
        self._state = self._saved.pop()

    def colour_text(self, body: bytes) -> None:
        self._state.ink = _colour(body, 0)

    def align_text(self, body: bytes) -> None:
        (self._state.align,) = struct.unpack_from("<H", body)

    def make_pen(self, body: bytes) -> None:
        style, width = struct.unpack_from("<Hh", body)
        self._keep(Pen(abs(width), None if style & 0xF == _NO_LINE else _colour(body, 6)))

    def make_brush(self, body: bytes) -> None:
        (style,) = struct.unpack_from("<H", body)
        self._keep(Brush(None if style == _NO_FILL else _colour(body, 2)))
        self.is_whole &= style in (0, _NO_FILL)

    def make_font(self, body: bytes) -> None:
        height, _width, turned, _, weight, italic, _, _, charset = struct.unpack_from("<5h4B", body)
        face = body[18:50].split(b"\0")[0].decode("cp1252", "replace")
        self._keep(Font(height or -12, face, weight >= 600, bool(italic), charset))
        self.is_whole &= not turned

    def make_other(self, body: bytes) -> None:
        self._keep("other")

    def _keep(self, made: Pen | Brush | Font | str) -> None:
        """In the first free place, as Windows does."""
        if None in self._objects:
            self._objects[self._objects.index(None)] = made
        elif len(self._objects) < _MOST_OBJECTS:
            self._objects.append(made)
        else:
            raise Unplayable("objects")

    def select(self, body: bytes) -> None:
        (place,) = struct.unpack_from("<H", body)
        match self._objects[place] if place < len(self._objects) else None:
            case Pen() as pen:
                self._state.pen = pen
            case Brush() as brush:
                self._state.brush = brush
            case Font() as font:
                self._state.font = font

    def delete(self, body: bytes) -> None:
        (place,) = struct.unpack_from("<H", body)
        if place < len(self._objects):
            self._objects[place] = None

    # What is drawn

    def move(self, body: bytes) -> None:
        self._state.at = _place(body)

    def line(self, body: bytes) -> None:
        end = _place(body)
        self._mark(lambda: self.canvas.line(self._state, [self._state.at, end]))
        self._state.at = end

    def lines(self, body: bytes) -> None:
        self._mark(lambda: self.canvas.line(self._state, _corners(body, 2, *struct.unpack_from("<H", body))))

    def polygon(self, body: bytes) -> None:
        self._mark(lambda: self.canvas.area(self._state, _corners(body, 2, *struct.unpack_from("<H", body))))

    def polygons(self, body: bytes) -> None:
        (count,) = struct.unpack_from("<H", body)
        at = 2 + 2 * count
        for many in struct.unpack_from(f"<{min(count, _MOST_CORNERS)}H", body, 2):
            corners = _corners(body, at, many)
            self._mark(lambda corners=corners: self.canvas.area(self._state, corners))  # type: ignore[misc]
            at += 4 * many

    def rectangle(self, body: bytes) -> None:
        bottom, right, top, left = struct.unpack_from("<4h", body)
        self._mark(lambda: self.canvas.area(self._state, [(left, top), (right, top), (right, bottom), (left, bottom)]))

    def ellipse(self, body: bytes) -> None:
        bottom, right, top, left = struct.unpack_from("<4h", body)
        self._mark(lambda: self.canvas.ellipse(self._state, ((left, top), (right, bottom))))

    def text(self, body: bytes) -> None:
        (count,) = struct.unpack_from("<H", body)
        self._write(body[2 : 2 + count], _place(body, 2 + count + count % 2), ())

    def placed_text(self, body: bytes) -> None:
        y, x, count, options = struct.unpack_from("<hhHH", body)
        at = 8 + (8 if options & (_OPAQUE | _CLIPPED) else 0)
        end = at + count + count % 2
        steps = struct.unpack_from(f"<{count}h", body, end) if len(body) >= end + 2 * count else ()
        self._write(body[at : at + count], (x, y), steps)

    def _write(self, raw: bytes, place: Point, steps: tuple[int, ...]) -> None:
        if len(raw) > _LONGEST_TEXT or (steps and len(steps) != len(raw)):
            raise Unplayable("text")
        font = self._state.font
        found = [signs(font.face, code) for code in raw]
        told = [sign or _letter(code, font) for sign, code in zip(found, raw, strict=True)]
        self.is_whole &= not any(sign.text == UNKNOWN for sign in told)
        shown = [Sign(styled(sign.text, font.is_bold, font.is_italic), sign.box) for sign in told]
        if any(not sign.text.isspace() for sign in shown):
            self._mark(lambda: self.canvas.text(self._state, shown, place, steps))

    def bitmap(self, body: bytes, header: int) -> None:
        height, width, y, x = struct.unpack_from("<4h", body, header - 8)
        with BmpImagePlugin.DibImageFile(BytesIO(body[header:])) as picture:
            self.canvas.picture(self._state, ((x, y), (x + width, y + height)), picture)

    def _mark(self, draw: Callable[[], None]) -> None:
        draw()
        self.has_drawn = True


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """(order, parameters) of every whole record up to the end; too many are not read."""
    for _ in range(_MOST_RECORDS):
        if at + 6 > len(data):
            return
        words, order = struct.unpack_from("<IH", data, at)
        if words < 3 or at + 2 * words > len(data):
            return
        yield order, data[at + 6 : at + 2 * words]
        if order == _END:
            return
        at += 2 * words


def _box(data: bytes) -> tuple[tuple[float, float, float, float], int]:
    """((left, top, width, height), units to the inch) of a placeable metafile."""
    left, top, right, bottom, inch = struct.unpack_from("<4hH", data, 6)
    return (left, top, right - left, bottom - top), inch or _UNITS_AN_INCH


def _shown_size(width: float, height: float) -> tuple[int, int]:
    """Pixels of so many inches; what is too large is made smaller."""
    if not (width and height):
        raise Unplayable("size")
    scale = min(_PIXELS_AN_INCH, _WIDEST / width, _WIDEST / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _checked(window: tuple[float, ...]) -> tuple[float, float, float, float]:
    left, top, width, height = window
    if not (width and height):
        raise Unplayable("window")
    return left, top, width, height


def _place(body: bytes, at: int = 0) -> Point:
    """(x, y), which records hold the other way round."""
    y, x = struct.unpack_from("<hh", body, at)
    return x, y


def _corners(body: bytes, at: int, count: int) -> list[Point]:
    if count > _MOST_CORNERS:
        raise Unplayable("corners")
    found = struct.unpack_from(f"<{2 * count}h", body, at)
    return list(zip(found[::2], found[1::2], strict=True))


def _colour(body: bytes, at: int) -> Colour:
    red, green, blue = struct.unpack_from("<3B", body, at)
    return red, green, blue


def _letter(code: int, font: Font) -> Sign:
    """A letter of a font of letters; Vietnamese fonts of before Unicode and fonts of unknown signs have none that is sure."""
    if font.charset == 2 or font.face.lower().startswith(_OLD_FONTS):
        return Sign(chr(code) if 0x20 < code < 0x7F and font.charset != 2 else UNKNOWN)
    return Sign(bytes([code]).decode(_CODES.get(font.charset, "cp1252"), "replace"))


_ORDERS: Mapping[int, Callable[[_Player, bytes], None]] = {
    0x020B: _Player.window_begins, 0x020C: _Player.window_spans, 0x001E: _Player.save, 0x0127: _Player.restore, 0x0209: _Player.colour_text,
    0x012E: _Player.align_text, 0x02FA: _Player.make_pen, 0x02FB: _Player.make_font, 0x02FC: _Player.make_brush, 0x00F7: _Player.make_other,
    0x06FF: _Player.make_other, 0x0142: _Player.make_other, 0x01F9: _Player.make_other, 0x012D: _Player.select, 0x01F0: _Player.delete,
    0x0214: _Player.move, 0x0213: _Player.line, 0x0325: _Player.lines, 0x0324: _Player.polygon, 0x0538: _Player.polygons,
    0x041B: _Player.rectangle, 0x0418: _Player.ellipse, 0x0521: _Player.text, 0x0A32: _Player.placed_text,
    0x0F43: lambda player, body: player.bitmap(body, 22), 0x0B41: lambda player, body: player.bitmap(body, 20),
    0x0940: lambda player, body: player.bitmap(body, 16),
}  # fmt: skip

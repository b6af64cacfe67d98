"""Enhanced metafiles of lines and letters (MS-EMF), drawn: what geometry and chart programs leave when a drawing is pasted."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import ClassVar

from question_bank.formats.word.metafile_canvas import Brush, Font, Ink, Pen, Point, Unplayable
from question_bank.formats.word.metafile_player import MOST_CORNERS, MOST_RECORDS, Drawn, Player, Tool, checked
from question_bank.formats.word.symbol_fonts import UNKNOWN, Sign, signs
from question_bank.formats.word.wmf import NO_FILL, NO_LINE, OLD_FONTS, colour

SIGNATURE = b" EMF"
_UNITS_AN_INCH = 2540
_END, _STOCK = 14, 0x80000000
_GREYS = {0: 255, 1: 192, 2: 128, 3: 64, 4: 0}
_STOCK_TOOLS: Mapping[int, Tool] = {
    **{place: Brush((grey, grey, grey)) for place, grey in _GREYS.items()},
    5: Brush(None), 6: Pen(0, (255, 255, 255)), 7: Pen(0, (0, 0, 0)), 8: Pen(0, None),
}  # fmt: skip
_STEPS = 24
"""Straight pieces of a curve."""
_GLYPHS, _TWO_WAYS = 0x10, 0x2000
_NO_WORLD, _WORLD_BEFORE, _WORLD_AFTER = 1, 2, 3
_PAINTED = 0xF00021


def drawn(data: bytes, ink: Ink) -> Drawn | None:
    """The picture; None for what is no such metafile, or shows neither lines nor letters."""
    records = list(_records(data))
    try:
        frame = struct.unpack_from("<4i", data, 24)
        device, millimetres = struct.unpack_from("<2i", data, 72), struct.unpack_from("<2i", data, 80)
        points = [device[axis] / (100 * millimetres[axis]) for axis in (0, 1)]
        page = (frame[0] * points[0], frame[1] * points[1], (frame[2] - frame[0]) * points[0], (frame[3] - frame[1]) * points[1])
        player = _Player(((frame[2] - frame[0]) / _UNITS_AN_INCH, (frame[3] - frame[1]) / _UNITS_AN_INCH), page, ink)
    except (Unplayable, struct.error, ZeroDivisionError):
        return None
    player.is_whole = bool(records) and records[-1][0] == _END
    return player.play(records)


class _Player(Player):
    """`page` in device points is what is seen; a window, a viewport and a world stand between it and what records say."""

    silent = frozenset((1, 13, 16, 17, 18, 19, 20, 21, 23, 25, 28, 30, 48, 49, 51, 52, 58, 67, 70, 75, 98, 115, _END))

    def __init__(self, inches: tuple[float, float], page: Sequence[float], ink: Ink) -> None:
        super().__init__(inches, page, ink)
        self._page = checked(page)
        self._window: Sequence[float] = (0.0, 0.0, 1.0, 1.0)
        self._viewport: Sequence[float] = self._window
        self._path: list[list[Point]] | None = None
        self._done: Sequence[Sequence[Point]] = ()
        self._views: list[tuple[Sequence[float], Sequence[float]]] = []

    def save(self, body: bytes) -> None:
        super().save(body)
        self._views.append((self._window, self._viewport))

    def restore(self, body: bytes) -> None:
        super().restore(body)
        self._window, self._viewport = self._views.pop()

    def _see(self) -> None:
        """What of the page records now speak of."""
        across, down = (self._window[2 + axis] / self._viewport[2 + axis] for axis in (0, 1))
        left, top, width, height = self._page
        origin = self._window[0] + (left - self._viewport[0]) * across, self._window[1] + (top - self._viewport[1]) * down
        self.state.window = checked((*origin, width * across, height * down))

    def window_begins(self, body: bytes) -> None:
        self._window = (*struct.unpack_from("<2i", body), *self._window[2:])
        self._see()

    def window_spans(self, body: bytes) -> None:
        self._window = checked((*self._window[:2], *struct.unpack_from("<2i", body)))
        self._see()

    def viewport_begins(self, body: bytes) -> None:
        self._viewport = (*struct.unpack_from("<2i", body), *self._viewport[2:])
        self._see()

    def viewport_spans(self, body: bytes) -> None:
        self._viewport = checked((*self._viewport[:2], *struct.unpack_from("<2i", body)))
        self._see()

    def world(self, body: bytes) -> None:
        self._see()
        self._within(body)

    def world_within(self, body: bytes) -> None:
        (how,) = struct.unpack_from("<I", body, 24)
        if how == _WORLD_AFTER:
            raise Unplayable("world")
        if how != _WORLD_BEFORE:
            self._see()
        if how != _NO_WORLD:
            self._within(body)

    def _within(self, body: bytes) -> None:
        """A world that is only moved or stretched is a window of its own; a turned one is not drawn as it was meant."""
        across, turned, turned_too, down, x, y = struct.unpack_from("<6f", body)
        if turned or turned_too or not (across and down):
            raise Unplayable("turned")
        left, top, width, height = self.state.window
        self.state.window = checked(((left - x) / across, (top - y) / down, width / across, height / down))

    # What is drawn with

    def colour_text(self, body: bytes) -> None:
        self.state.ink = colour(body, 0)

    def align_text(self, body: bytes) -> None:
        (self.state.align,) = struct.unpack_from("<I", body)

    def make_pen(self, body: bytes) -> None:
        place, style, width = struct.unpack_from("<IIi", body)
        self.keep(place, Pen(abs(width), None if style & 0xF == NO_LINE else colour(body, 16)))

    def make_wide_pen(self, body: bytes) -> None:
        (place,), (style, width) = struct.unpack_from("<I", body), struct.unpack_from("<II", body, 20)
        self.keep(place, Pen(min(width, 100_000), None if style & 0xF == NO_LINE else colour(body, 32)))

    def make_brush(self, body: bytes) -> None:
        place, style = struct.unpack_from("<II", body)
        self.keep(place, Brush(None if style == NO_FILL else colour(body, 8)))
        self.is_whole &= style in (0, NO_FILL)

    def make_font(self, body: bytes) -> None:
        place, height, _width, turned, _, weight, italic, _, _, charset = struct.unpack_from("<I5i4B", body)
        face = body[32:96].decode("utf-16-le", "replace").split("\0")[0]
        self.keep(place, Font(height or -12, face, weight >= 600, bool(italic), charset))
        self.is_whole &= not turned

    def make_other(self, body: bytes) -> None:
        self.keep(struct.unpack_from("<I", body)[0], "other")

    def select(self, body: bytes) -> None:
        (place,) = struct.unpack_from("<I", body)
        self.take(_STOCK_TOOLS.get(place - _STOCK) if place >= _STOCK else self.tools.get(place))

    def delete(self, body: bytes) -> None:
        self.tools.pop(struct.unpack_from("<I", body)[0], None)

    # What is drawn

    def move(self, body: bytes) -> None:
        self.state.at = _points(body, 0, 1, "i")[0]
        if self._path is not None:
            self._path.append([self.state.at])

    def line_to(self, body: bytes) -> None:
        self._go_on(_points(body, 0, 1, "i"))

    def _go_on(self, points: Sequence[Point]) -> None:
        """From where the pen stands."""
        self._trace([self.state.at, *points])
        self.state.at = points[-1] if points else self.state.at

    def _trace(self, points: Sequence[Point], is_closed: bool = False) -> None:
        """Drawn now, or kept while a path is made."""
        if self._path is None:
            (self.area if is_closed else self.line)(points)
        elif self._path and self._path[-1][-1:] == list(points[:1]) and not is_closed:
            self._path[-1] += points[1:]
        elif sum(map(len, self._path)) < MOST_CORNERS:
            self._path.append(list(points))

    def lines(self, body: bytes, form: str) -> None:
        self._trace(_all_points(body, form))

    def lines_on(self, body: bytes, form: str) -> None:
        self._go_on(_all_points(body, form))

    def polygon(self, body: bytes, form: str) -> None:
        self._trace(_all_points(body, form), is_closed=True)

    def curves(self, body: bytes, form: str) -> None:
        self._trace(_curved(_all_points(body, form)))

    def curves_on(self, body: bytes, form: str) -> None:
        points = _all_points(body, form)
        self._go_on(_curved([self.state.at, *points])[1:])

    def many_lines(self, body: bytes, form: str) -> None:
        for points in _many(body, form):
            self._trace(points)

    def many_polygons(self, body: bytes, form: str) -> None:
        if self._path is None:
            self.areas(_many(body, form))
        else:
            self._path += _many(body, form)

    def rectangle(self, body: bytes) -> None:
        left, top, right, bottom = struct.unpack_from("<4i", body)
        self._trace([(left, top), (right, top), (right, bottom), (left, bottom)], is_closed=True)

    def round(self, body: bytes) -> None:
        left, top, right, bottom = struct.unpack_from("<4i", body)
        self.ellipse(((left, top), (right, bottom)))

    def begin_path(self, body: bytes) -> None:
        self._path = []

    def close_figure(self, body: bytes) -> None:
        if self._path and self._path[-1]:
            self._path[-1].append(self._path[-1][0])

    def end_path(self, body: bytes) -> None:
        self._done, self._path = self._path or [], None

    def fill_path(self, body: bytes) -> None:
        self.canvas.fill(self.state, self._done)
        self.has_drawn |= bool(self._done)

    def stroke_path(self, body: bytes) -> None:
        for points in self._done:
            self.line(points)

    def fill_and_stroke_path(self, body: bytes) -> None:
        self.fill_path(body)
        self.stroke_path(body)

    def text(self, body: bytes) -> None:
        x, y, length, start, options = struct.unpack_from("<iiIII", body, 28)
        (steps_at,) = struct.unpack_from("<I", body, 64)
        if options & (_GLYPHS | _TWO_WAYS):
            raise Unplayable("glyphs")
        words = struct.unpack_from(f"<{min(length, MOST_CORNERS)}H", body, start - 8)
        steps = struct.unpack_from(f"<{len(words)}I", body, steps_at - 8) if steps_at else ()
        self.write([self._sign(code) for code in words], (x, y), steps)

    def _sign(self, code: int) -> Sign:
        font = self.state.font
        if sign := signs(font.face, code & 0xFF if code >= 0xF000 else code):
            return sign
        is_sure = font.charset != 2 and not (code > 0x7F and font.face.lower().startswith(OLD_FONTS)) and not 0xD800 <= code < 0xF900
        return Sign(chr(code) if is_sure else UNKNOWN)

    def copied(self, body: bytes) -> None:
        """A bitmap, or a rectangle of the brush alone; other ways of mixing are not drawn."""
        x, y, width, height, how = struct.unpack_from("<4iI", body, 16)
        if struct.unpack_from("<I", body, 80)[0]:
            self._bitmap_at(body, 76, (x, y, width, height), how)
        elif how == _PAINTED:
            self.canvas.fill(self.state, [[(x, y), (x + width, y), (x + width, y + height), (x, y + height)]])
        else:
            raise Unplayable("mixed")

    def blended(self, body: bytes) -> None:
        """A bitmap of which parts shine through, here drawn without that."""
        self.is_whole = False
        self.copied(body)

    def stretched(self, body: bytes) -> None:
        (how,) = struct.unpack_from("<I", body, 60)
        self._bitmap_at(body, 40, (*struct.unpack_from("<2i", body, 16), *struct.unpack_from("<2i", body, 64)), how)

    def _bitmap_at(self, body: bytes, place: int, box: Sequence[int], how: int) -> None:
        """The bitmap whose parts are named at that place of the record."""
        (x, y, width, height), (header, header_size, points, points_size) = box, struct.unpack_from("<4I", body, place)
        data = body[header - 8 :][:header_size] + body[points - 8 :][:points_size]
        self.bitmap(data, ((x, y), (x + width, y + height)), how)

    orders: ClassVar[Mapping[int, Callable[..., None]]] = {
        9: window_spans, 10: window_begins, 11: viewport_spans, 12: viewport_begins, 35: world, 36: world_within, 33: save, 34: restore,
        24: colour_text, 22: align_text, 38: make_pen, 95: make_wide_pen, 39: make_brush, 82: make_font, 49: make_other, 93: make_other,
        37: select, 40: delete, 27: move, 54: line_to, 43: rectangle, 42: round, 84: text, 81: stretched,
        76: copied, 77: copied, 114: blended, 59: begin_path, 60: end_path, 61: close_figure, 62: fill_path, 63: fill_and_stroke_path, 64: stroke_path,
        **{order: (lambda player, body, make=make: make(player, body, "i")) for order, make in
           {2: curves, 3: polygon, 4: lines, 5: curves_on, 6: lines_on, 7: many_lines, 8: many_polygons}.items()},
        **{order: (lambda player, body, make=make: make(player, body, "h")) for order, make in
           {85: curves, 86: polygon, 87: lines, 88: curves_on, 89: lines_on, 90: many_lines, 91: many_polygons}.items()},
    }  # fmt: skip


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(order, parameters) of every whole record up to the end; too many are not read."""
    at = 0
    for _ in range(MOST_RECORDS):
        if at + 8 > len(data):
            return
        order, size = struct.unpack_from("<II", data, at)
        if size < 8 or at + size > len(data):
            return
        yield order, data[at + 8 : at + size]
        if order == _END:
            return
        at += size


def _points(body: bytes, at: int, how_many: int, form: str) -> list[Point]:
    if how_many > MOST_CORNERS:
        raise Unplayable("corners")
    found = struct.unpack_from(f"<{2 * how_many}{form}", body, at)
    return list(zip(found[::2], found[1::2], strict=True))


def _all_points(body: bytes, form: str) -> list[Point]:
    """Behind a box and their number."""
    (how_many,) = struct.unpack_from("<I", body, 16)
    return _points(body, 20, how_many, form)


def _many(body: bytes, form: str) -> list[list[Point]]:
    how_many, all_points = struct.unpack_from("<II", body, 16)
    if max(how_many, all_points) > MOST_CORNERS:
        raise Unplayable("corners")
    counts = struct.unpack_from(f"<{how_many}I", body, 24)
    points = _points(body, 24 + 4 * how_many, all_points, form)
    return [points[end - many : end] for end, many in zip(accumulate(counts), counts, strict=True)]


def _curved(points: Sequence[Point]) -> list[Point]:
    """Cubic curves as straight pieces: a start, then two handles and an end for each."""
    made = list(points[:1])
    for at in range(1, len(points) - 2, 3):
        start, first, second, end = points[at - 1 : at + 3]
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            weights = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            corners = (start, first, second, end)
            made.append(
                (sum(w * p[0] for w, p in zip(weights, corners, strict=True)), sum(w * p[1] for w, p in zip(weights, corners, strict=True)))
            )
    return made

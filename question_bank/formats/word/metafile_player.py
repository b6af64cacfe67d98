"""What playing any Windows metafile has in common: the state, what it draws with, and text in fonts of letters or of signs."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from io import BytesIO
from typing import ClassVar

from PIL import BmpImagePlugin, Image, ImageChops

from question_bank.formats.word.metafile_canvas import Brush, Canvas, Font, Ink, Pen, Point, State, Unplayable
from question_bank.formats.word.symbol_fonts import UNKNOWN, Sign, styled

MOST_RECORDS, MOST_CORNERS = 20_000, 20_000
_MOST_OBJECTS, _MOST_SAVED, _LONGEST_TEXT = 1000, 50, 2000
_PIXELS_AN_INCH = 96
_WIDEST = 2000
"""Pixels of the drawn picture as it is shown."""
REFUSED = (Unplayable, struct.error, ValueError, OSError, SyntaxError, OverflowError, ZeroDivisionError, Image.DecompressionBombError)
_MIXED = {0x8800C6: ImageChops.multiply, 0xEE0086: ImageChops.screen, 0x660046: ImageChops.difference}
"""Windows' operations on bits by what they do to black and white: and, or, exclusive or (MS-WMF 2.1.1.31). Others only cover."""
Tool = Pen | Brush | Font | str
"""What is drawn with; a word for what is not drawn with here, such as a palette."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A metafile as PNG, to be shown at `size` pixels; not whole where something in it could not be drawn as it was meant."""

    png: bytes
    size: tuple[int, int]
    is_whole: bool


class Player:
    """One metafile of `inches`; `orders` of each format carry out one record, those in `silent` show nothing."""

    orders: ClassVar[Mapping[int, Callable[..., None]]] = {}
    silent: ClassVar[frozenset[int]] = frozenset()

    def __init__(self, inches: tuple[float, float], window: Sequence[float], ink: Ink) -> None:
        self.size = _shown_size(*inches)
        self.canvas = Canvas(self.size, ink)
        self.is_whole = True
        self.has_drawn = False
        self.state = State(checked(window))
        self.tools: dict[int, Tool] = {}
        self._saved: list[State] = []

    def play(self, records: Iterable[tuple[int, bytes]]) -> Drawn | None:
        """The picture; None when it shows neither lines nor letters. A record that cannot be carried out leaves it without that."""
        for order, body in records:
            try:
                if order in self.orders:
                    self.orders[order](self, body)
                elif order not in self.silent:
                    self.is_whole = False
            except REFUSED:
                self.is_whole = False
        return Drawn(self.canvas.png(), self.size, self.is_whole) if self.has_drawn else None

    def keep(self, place: int, made: Tool) -> None:
        """A new tool in its place."""
        if len(self.tools) >= _MOST_OBJECTS:
            raise Unplayable("objects")
        self.tools[place] = made

    def take(self, tool: Tool | None) -> None:
        """What is drawn with from now on."""
        match tool:
            case Pen() as pen:
                self.state.pen = pen
            case Brush() as brush:
                self.state.brush = brush
            case Font() as font:
                self.state.font = font

    def save(self, body: bytes) -> None:
        """The state is put by."""
        if len(self._saved) >= _MOST_SAVED:
            raise Unplayable("saved")
        self._saved.append(copy(self.state))

    def restore(self, body: bytes) -> None:
        """The state put by last is back."""
        if not self._saved:
            raise Unplayable("restored")
        self.state = self._saved.pop()

    def line(self, points: Sequence[Point]) -> None:
        """A line through all points."""
        self.canvas.line(self.state, points)
        self.has_drawn = True

    def area(self, points: Sequence[Point]) -> None:
        """A filled shape with its edge."""
        self.canvas.area(self.state, points)
        self.has_drawn = True

    def areas(self, shapes: Sequence[Sequence[Point]]) -> None:
        """Shapes of which one lies in another as a hole, with their edges."""
        self.canvas.fill(self.state, shapes)
        for shape in shapes:
            self.canvas.line(self.state, [*shape, *shape[:1]])
        self.has_drawn = True

    def ellipse(self, corners: tuple[Point, Point]) -> None:
        """The ellipse between two corners."""
        self.canvas.ellipse(self.state, corners)
        self.has_drawn = True

    def write(self, signs: Sequence[Sign], place: Point, steps: Sequence[float]) -> None:
        """Signs of the font at hand, in its style; `steps` as given by the metafile, or none."""
        if len(signs) > _LONGEST_TEXT or (steps and len(steps) != len(signs)):
            raise Unplayable("text")
        font = self.state.font
        self.is_whole &= not any(sign.text == UNKNOWN for sign in signs)
        if any(not sign.text.isspace() for sign in signs):
            shown = [Sign(styled(sign.text, font.is_bold, font.is_italic), sign.box) for sign in signs]
            self.canvas.text(self.state, shown, place, steps)
            self.has_drawn = True

    def bitmap(self, data: bytes, corners: tuple[Point, Point], how: int) -> None:
        """A device-independent bitmap between two corners, mixed with what is there by the operation `how`; it alone makes no drawing."""
        with BmpImagePlugin.DibImageFile(BytesIO(data)) as picture:
            self.canvas.picture(self.state, corners, picture, _MIXED.get(how))


def checked(window: Sequence[float]) -> tuple[float, float, float, float]:
    """The window; Unplayable for one without width or height."""
    left, top, width, height = window
    if not (width and height):
        raise Unplayable("window")
    return left, top, width, height


def _shown_size(width: float, height: float) -> tuple[int, int]:
    """Pixels of so many inches; what is too large is made smaller."""
    if not (width > 0 and height > 0):
        raise Unplayable("size")
    scale = min(_PIXELS_AN_INCH, _WIDEST / width, _WIDEST / height)
    return max(1, round(width * scale)), max(1, round(height * scale))

"""What a metafile is drawn on: lines, areas and signs in its own units, points of a PNG in the end."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from question_bank.formats.word.symbol_fonts import Sign

_FONT = Path(__file__).parents[2] / "print" / "fonts" / "stix-two-math-5.3.0" / "stix-two-math.woff2"
"""Times' proportions, Greek, Vietnamese, mathematical italics and pieces of brackets: no server has Windows' own fonts."""
_FINE, _REDUCED = 4, 2
"""Points drawn for a pixel at 96 to the inch, and how many of them become one of the PNG's."""
_MOST_POINTS = 4_000_000
_FARTHEST = 30_000
_LARGEST_LETTER = 1500
_CELL_TO_EM, _ASCENT, _DESCENT = 0.903, 0.891, 0.216
"""Of Times New Roman: a positive height of a font is its line's."""
_CANVAS_INK = 4
Point = tuple[float, float]
Mix = Callable[[Image.Image, Image.Image], Image.Image]
Colour = tuple[int, int, int]
BLACK, WHITE = (0, 0, 0), (255, 255, 255)


class Unplayable(ValueError):
    """An order that cannot be carried out as it is meant."""


@dataclass(slots=True)
class Ink:
    """How many points may still be drawn, for all pictures of a file together."""

    left: int = 1_500_000_000

    def spend(self, points: float) -> None:
        """Unplayable when there is not as much left."""
        if points > self.left:
            raise Unplayable("ink")
        self.left -= int(points)


@dataclass(frozen=True, slots=True)
class Pen:
    """`width` in the metafile's units; no colour draws nothing."""

    width: float = 0
    colour: Colour | None = BLACK


@dataclass(frozen=True, slots=True)
class Brush:
    """No colour fills nothing."""

    colour: Colour | None = WHITE


@dataclass(frozen=True, slots=True)
class Font:
    """`height` in the metafile's units as Windows has it: below 0 of the letters, above 0 of a line. `charset` is Windows' number."""

    height: float = -12
    face: str = ""
    is_bold: bool = False
    is_italic: bool = False
    charset: int = 0


@dataclass(slots=True)
class State:
    """What later orders draw with; `window` is where the page begins and how large it is, in the metafile's units."""

    window: tuple[float, float, float, float]
    pen: Pen = field(default_factory=Pen)
    brush: Brush = field(default_factory=Brush)
    font: Font = field(default_factory=Font)
    ink: Colour = BLACK
    align: int = 0
    at: Point = (0, 0)


class Canvas:
    """A white page of `size` pixels at 96 to the inch. Raises Unplayable where it is not to be drawn."""

    def __init__(self, size: tuple[int, int], ink: Ink) -> None:
        finest = math.sqrt(_MOST_POINTS / (size[0] * size[1]))
        if finest < 0.5:
            raise Unplayable("size")
        scale = min(_FINE, finest)
        self._size = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
        ink.spend(_CANVAS_INK * self._size[0] * self._size[1])
        self._scale = scale
        self._ink = ink
        self._image = Image.new("RGB", self._size, WHITE)
        self._draw = ImageDraw.Draw(self._image)

    def png(self) -> bytes:
        """The page."""
        out = BytesIO()
        made = self._image.reduce(_REDUCED)
        bands = made.split()
        (bands[0] if bands[0].tobytes() == bands[1].tobytes() == bands[2].tobytes() else made).save(out, "PNG")
        return out.getvalue()

    def line(self, state: State, points: Sequence[Point]) -> None:
        """One line through all points."""
        if state.pen.colour is None or len(points) < 2:
            return
        placed = [self._placed(state, point) for point in points]
        width = min(self._pen_width(state), _LARGEST_LETTER)
        for start, end in zip(placed, placed[1:], strict=False):
            self._ink.spend(width * (abs(start[0] - end[0]) + abs(start[1] - end[1]) + width))
        self._draw.line(placed, fill=state.pen.colour, width=width, joint="curve" if width > 3 else None)

    def area(self, state: State, points: Sequence[Point]) -> None:
        """A filled shape with its edge."""
        if len(points) < 3:
            return
        placed = [self._placed(state, point) for point in points]
        if state.brush.colour is not None:
            self._spend_within(placed)
            self._draw.polygon(placed, fill=state.brush.colour)
        self.line(state, [*points, points[0]])

    def fill(self, state: State, shapes: Sequence[Sequence[Point]]) -> None:
        """Shapes filled where an odd number of them lie over one another."""
        if state.brush.colour is None:
            return
        self._ink.spend(_CANVAS_INK * self._size[0] * self._size[1] * len(shapes))
        whole = Image.new("1", self._size)
        for shape in shapes:
            one = Image.new("1", self._size)
            if len(shape) > 2:
                ImageDraw.Draw(one).polygon([self._placed(state, point) for point in shape], fill=1)
            whole = ImageChops.logical_xor(whole, one)
        self._image.paste(state.brush.colour, (0, 0), whole)

    def ellipse(self, state: State, corners: tuple[Point, Point]) -> None:
        """The ellipse between two corners."""
        placed = [self._placed(state, corner) for corner in corners]
        (left, right), (top, bottom) = (sorted(each[axis] for each in placed) for axis in (0, 1))
        self._spend_within(placed)
        self._draw.ellipse((left, top, right, bottom), fill=state.brush.colour, outline=state.pen.colour, width=self._pen_width(state))

    def picture(self, state: State, corners: tuple[Point, Point], picture: Image.Image, mixed: Mix | None = None) -> None:
        """A bitmap between two corners, over what is there or mixed with it."""
        placed = [self._placed(state, corner) for corner in corners]
        (left, right), (top, bottom) = (sorted(round(each[axis]) for each in placed) for axis in (0, 1))
        if not (0 < right - left <= 2 * self._size[0] and 0 < bottom - top <= 2 * self._size[1]):
            raise Unplayable("bitmap")
        self._ink.spend((right - left) * (bottom - top) + picture.width * picture.height)
        made = picture.convert("RGB").resize((right - left, bottom - top), Image.Resampling.BILINEAR)
        below = self._image.crop((left, top, right, bottom)) if mixed else None
        self._image.paste(mixed(below, made) if mixed and below else made, (left, top))

    def text(self, state: State, signs: Sequence[Sign], place: Point, steps: Sequence[float]) -> None:
        """Signs in a row from a place, by the state's alignment; `steps` are the widths of each, where the metafile gives them."""
        size = self._letter_size(state)
        self._ink.spend(len(signs) * size * size)
        typeface = _typeface(round(size))
        across = self._size[0] / state.window[2]
        widths = [step * across for step in steps] or [typeface.getlength(sign.text) for sign in signs]
        x, y = self._placed(state, state.at if state.align & _FROM_PEN else place)
        x -= {_RIGHT: sum(widths), _CENTRE: sum(widths) / 2}.get(state.align & _CENTRE, 0)
        y += {_BASELINE: 0, _BOTTOM: -_DESCENT * size}.get(state.align & _BASELINE, _ASCENT * size)
        for sign, width in zip(signs, widths, strict=True):
            self._sign(sign, (x, y), size, state.ink)
            x += width
        if state.align & _FROM_PEN:
            state.at = state.at[0] + sum(widths) / across, state.at[1]

    def _sign(self, sign: Sign, place: Point, size: float, colour: Colour) -> None:
        if sign.box is None:
            self._draw.text(place, sign.text, fill=colour, font=_typeface(round(size)), anchor="ls")
            return
        left, bottom, right, top = (each * size / 1000 for each in sign.box)
        mask = _mask(sign.text, (max(1, round(right - left)), max(1, round(top - bottom))))
        self._image.paste(colour, (round(place[0] + left), round(place[1] - top)), mask)

    def _letter_size(self, state: State) -> float:
        height = state.font.height
        em = -height if height < 0 else height * _CELL_TO_EM
        size = em * abs(self._size[1] / state.window[3])
        if not 1 <= size <= _LARGEST_LETTER:
            raise Unplayable("letters")
        return size

    def _placed(self, state: State, point: Point) -> Point:
        left, top, width, height = state.window
        x, y = (point[0] - left) * self._size[0] / width, (point[1] - top) * self._size[1] / height
        return max(-_FARTHEST, min(_FARTHEST, x)), max(-_FARTHEST, min(_FARTHEST, y))

    def _pen_width(self, state: State) -> int:
        return max(round(state.pen.width * abs(self._size[0] / state.window[2])), round(self._scale / 2), 1)

    def _spend_within(self, placed: Sequence[Point]) -> None:
        spans = []
        for axis in (0, 1):
            inside = [min(max(each[axis], 0), self._size[axis]) for each in placed]
            spans.append(max(inside) - min(inside) + len(placed))
        self._ink.spend(spans[0] * spans[1])


_FROM_PEN, _RIGHT, _CENTRE, _BOTTOM, _BASELINE = 1, 2, 6, 8, 24


@lru_cache(maxsize=100)
def _typeface(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, max(1, size), layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=200)
def _mask(text: str, size: tuple[int, int]) -> Image.Image:
    """The sign's own points stretched over a box."""
    typeface = _typeface(min(_LARGEST_LETTER, max(size)))
    left, top, right, bottom = (round(each) for each in typeface.getbbox(text))
    whole = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(whole).text((-left, -top), text, fill=255, font=typeface)
    return whole.crop(whole.getbbox()).resize(size)

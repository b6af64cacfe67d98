"""The engraved ground of a certificate: border, corners and a bronze-drum star, drawn once into `ground.svg`.

`python -m certificates.print.guilloche` writes the file again; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import cos, pi, sin
from pathlib import Path

HERE = Path(__file__).parent
WIDTH, HEIGHT = 297.0, 210.0
"""A4 landscape, in millimetres."""
EDGE, BAND = 8.0, 9.0
GOLD, DEEP, FAINT = "#b8923a", "#8a6a1c", "#f3e7c6"
RAYS = 14
"""As on the drum of Ngọc Lũ."""
SINE = 0.3642
"""Where the handles of a cubic from trough to crest stand, as a share of its length, to lie on a sine."""

Point = tuple[float, float]


def ground() -> str:
    """The whole ground as one SVG, in millimetres."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}mm" height="{HEIGHT:g}mm" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" fill="none">\n'
        + "\n".join([*_medallion(), *_border(), *_corners()])
        + "\n</svg>\n"
    )


def _border() -> Iterator[str]:
    """Two families of waves in a band between thin rules, along all four sides; their ends lie under the corners."""
    near, far = EDGE + BAND / 2, EDGE + BAND
    for at, width, colour in (
        (EDGE, 0.7, DEEP),
        (EDGE + 1.1, 0.2, GOLD),
        (far - 0.9, 0.2, GOLD),
        (far, 0.45, DEEP),
        (far + 1.5, 0.15, GOLD),
    ):
        yield _rectangle(at, width, colour)
    across, down = WIDTH - 2 * far, HEIGHT - 2 * far
    sides: tuple[tuple[float, int, Callable[[float, float], Point]], ...] = (
        (across, 26, lambda along, off: (far + along, near + off)),
        (across, 26, lambda along, off: (far + along, HEIGHT - near - off)),
        (down, 17, lambda along, off: (near + off, far + along)),
        (down, 17, lambda along, off: (WIDTH - near - off, far + along)),
    )
    for length, waves, place in sides:
        for phase in range(6):
            yield _wave(length, waves, phase / 12, BAND / 2 - 1.5, place, 0.13, GOLD if phase % 2 else DEEP)
        yield _wave(length, 2 * waves, 0, 1.1, place, 0.1, GOLD)
        yield _wave(length, 2 * waves, 0.25, 1.1, place, 0.1, GOLD)


def _wave(length: float, waves: int, phase: float, height: float, place: Callable[[float, float], Point], width: float, colour: str) -> str:
    half = length / waves / 2
    ends = [((i - 2 * phase) * half, height if i % 2 else -height) for i in range(2 * waves + 2)]
    curves = [(place(x1 + SINE * half, y1), place(x2 - SINE * half, y2), place(x2, y2)) for (x1, y1), (x2, y2) in pairwise(ends)]
    return _path(place(*ends[0]), curves, width, colour)


def _corners() -> Iterator[str]:
    half = BAND / 2
    for x in (EDGE + half, WIDTH - EDGE - half):
        for y in (EDGE + half, HEIGHT - EDGE - half):
            yield f'<rect x="{x - half:g}" y="{y - half:g}" width="{BAND:g}" height="{BAND:g}" fill="#fffdf6" stroke="{DEEP}" stroke-width=".35"/>'
            for outer, inner, colour in ((3.7, 2.1, DEEP), (3.0, 1.5, GOLD), (2.2, 1.1, GOLD)):
                yield _petals((x, y), outer, inner, 8, 0.14, colour)
            yield _star((x, y), 1.5, 0.7, 8, 0.14, DEEP)


def _medallion() -> Iterator[str]:
    """Behind the text: rosettes around a star of fourteen rays, too pale to trouble reading."""
    x, y = middle = (WIDTH / 2, HEIGHT / 2)
    for outer, inner in ((69.0, 58.0), (62.0, 52.0), (56.0, 46.5), (50.5, 42.0)):
        yield _petals(middle, outer, inner, 28, 0.16, FAINT)
        yield _petals(middle, inner, outer, 28, 0.16, FAINT)
    for radius in (41.0, 39.8, 30.0, 29.0):
        yield f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" stroke="{FAINT}" stroke-width=".3"/>'
    yield _star(middle, 27.5, 9.5, RAYS, 0.35, FAINT)
    yield _star(middle, 24.0, 8.5, RAYS, 0.2, FAINT)
    for i in range(56):
        dot_x, dot_y = _round(middle, 34.9, 2 * pi * i / 56)
        yield f'<circle cx="{dot_x:.2f}" cy="{dot_y:.2f}" r="1.5" stroke="{FAINT}" stroke-width=".22"/>'


def _petals(middle: Point, outer: float, inner: float, petals: int, width: float, colour: str) -> str:
    """A wave bent into a ring, between two radii."""
    turn = pi / petals

    def handle(radius: float, angle: float, way: float) -> Point:
        x, y = _round(middle, radius, angle)
        reach = way * SINE * turn * radius
        return x - reach * sin(angle), y + reach * cos(angle)

    ends = [((outer, inner)[i % 2], i * turn) for i in range(2 * petals + 1)]
    curves = [(handle(r1, a1, 1), handle(r2, a2, -1), _round(middle, r2, a2)) for (r1, a1), (r2, a2) in pairwise(ends)]
    return _path(_round(middle, *ends[0]), curves, width, colour)


def _star(middle: Point, outer: float, inner: float, rays: int, width: float, colour: str) -> str:
    corners = [_round(middle, (outer, inner)[i % 2], pi * i / rays - pi / 2) for i in range(2 * rays)]
    points = " ".join(f"{x:.2f},{y:.2f}" for x, y in corners)
    return f'<polygon points="{points}" stroke="{colour}" stroke-width="{width:g}"/>'


def _round(middle: Point, radius: float, angle: float) -> Point:
    return middle[0] + radius * cos(angle), middle[1] + radius * sin(angle)


def _rectangle(at: float, width: float, colour: str) -> str:
    return (
        f'<rect x="{at:g}" y="{at:g}" width="{WIDTH - 2 * at:g}" height="{HEIGHT - 2 * at:g}" stroke="{colour}" stroke-width="{width:g}"/>'
    )


def _path(start: Point, curves: list[tuple[Point, Point, Point]], width: float, colour: str) -> str:
    steps = " ".join(" ".join(f"{x:.2f} {y:.2f}" for x, y in curve) for curve in curves)
    return f'<path d="M{start[0]:.2f} {start[1]:.2f}C{steps}" stroke="{colour}" stroke-width="{width:g}"/>'


if __name__ == "__main__":
    (HERE / "ground.svg").write_text(ground())

"""Places on a picture, in the picture's own units (pixels of the file, from the top left): rectangles, circles and polygons.

A zone is {"id", "shape": "rect" | "circle" | "polygon", "at": [...]}: x, y, width, height of a rectangle; x, y, radius of a circle;
x1, y1, x2, y2, … of a polygon. All numbers are whole. A point on an edge is inside.
"""

import re
from collections.abc import Mapping, Sequence
from math import pi
from typing import TypeGuard

from core.words import say
from question_bank.kinds import shape
from question_bank.kinds.contract import Problem

SHAPES = ("rect", "circle", "polygon")
LONGEST_SIDE = 20_000
MOST_ZONES = 26
_MOST_CORNERS = 40
_NO_NAME = re.compile(r'src="media:(?![A-Za-z0-9._-]{1,80}")')
"""A picture of the media of which nothing, or nothing that can be one, was written."""
_COUNTS = {"rect": range(4, 5), "circle": range(3, 4), "polygon": range(6, 2 * _MOST_CORNERS + 1, 2)}

Point = tuple[int, int]


def size_of(body: object) -> tuple[int, int]:
    """The picture's (width, height); (0, 0) when it is not known."""
    sides = [shape.at(body, name) for name in ("width", "height")]
    width, height = (side if _is_whole(side) and 0 < side <= LONGEST_SIDE else 0 for side in sides)
    return (width, height) if width and height else (0, 0)


def check_picture(body: object) -> list[Problem]:
    """A picture that is there and whose size is known."""
    problems, picture = [], shape.text(shape.at(body, "picture"))
    if "<img" not in picture or _NO_NAME.search(picture):
        problems.append(Problem("body.picture", say("Chưa có hình.")))
    elif size_of(body) == (0, 0):
        problems.append(Problem("body.width", say("Chiều rộng và chiều cao của hình phải từ 1 đến %(n)d điểm ảnh.", n=LONGEST_SIDE)))
    return problems


def check_zones(value: object, place: str, size: tuple[int, int]) -> list[Problem]:
    """A list of zones with names of their own, each on the picture."""
    rows = shape.rows(value)
    if not 1 <= len(rows) <= MOST_ZONES:
        return [Problem(place, say("Cần từ 1 đến %(n)d vùng trên hình.", n=MOST_ZONES))]
    problems, names = [], shape.ids(rows)
    for index, row in enumerate(rows):
        if not shape.is_id(row.get("id")) or names.index(names[index]) != index:
            problems.append(Problem(f"{place}.{index}.id", say("Mã của mục bị thiếu, sai hoặc trùng.")))
        problems += check_zone(row, f"{place}.{index}", size)
    return problems


def check_zone(row: Mapping[str, object], place: str, size: tuple[int, int]) -> list[Problem]:
    """A shape with the right count of numbers, of some size, on the picture."""
    kind, at = shape.text(row.get("shape")), numbers(row)
    if kind not in SHAPES or len(at) not in _COUNTS[kind]:
        return [Problem(f"{place}.at", say("Vùng này thiếu hoặc thừa số."))]
    if area(row) <= 0:
        return [Problem(f"{place}.at", say("Vùng này chưa có diện tích."))]
    left, top, right, bottom = _bounds(kind, at)
    if left < 0 or top < 0 or right > size[0] or bottom > size[1]:
        return [Problem(f"{place}.at", say("Vùng này nằm ra ngoài hình."))]
    return []


def numbers(row: Mapping[str, object]) -> list[int]:
    """The numbers of a zone; [] when one of them is not whole."""
    at = row.get("at")
    found = [each for each in at if _is_whole(each)] if isinstance(at, list) else []
    return found if isinstance(at, list) and len(found) == len(at) <= 2 * _MOST_CORNERS else []


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= 2 * LONGEST_SIDE


def _bounds(kind: str, at: Sequence[int]) -> tuple[int, int, int, int]:
    """Left, top, right, bottom."""
    if kind == "rect":
        return at[0], at[1], at[0] + at[2], at[1] + at[3]
    if kind == "circle":
        return at[0] - at[2], at[1] - at[2], at[0] + at[2], at[1] + at[2]
    return min(at[::2]), min(at[1::2]), max(at[::2]), max(at[1::2])


def area(row: Mapping[str, object]) -> float:
    """Square units; 0 for a faulty zone. A polygon's by the shoelace formula."""
    kind, at = shape.text(row.get("shape")), numbers(row)
    if kind not in SHAPES or len(at) not in _COUNTS[kind]:
        return 0
    if kind == "rect":
        return max(0, at[2]) * max(0, at[3])
    if kind == "circle":
        return pi * max(0, at[2]) ** 2
    corners = list(zip(at[::2], at[1::2], strict=True))
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _edges(corners))) / 2


def holds(row: Mapping[str, object], point: Point) -> bool:
    """Whether the point is in the zone or on its edge; a faulty zone holds nothing."""
    if not area(row):
        return False
    kind, at, (x, y) = row["shape"], numbers(row), point
    if kind == "rect":
        return at[0] <= x <= at[0] + at[2] and at[1] <= y <= at[1] + at[3]
    if kind == "circle":
        return (x - at[0]) ** 2 + (y - at[1]) ** 2 <= at[2] ** 2
    return _in_polygon(list(zip(at[::2], at[1::2], strict=True)), point)


def _in_polygon(corners: list[Point], point: Point) -> bool:
    """By the even-odd rule, edges included; whole numbers, so nothing is rounded."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in _edges(corners):
        side = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
        if side == 0 and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
            return True
        if (y1 > y) != (y2 > y) and (side > 0) == (y2 > y1):
            inside = not inside
    return inside


def _edges(corners: Sequence[Point]) -> list[tuple[Point, Point]]:
    return list(zip(corners, [*corners[1:], *corners[:1]], strict=True))

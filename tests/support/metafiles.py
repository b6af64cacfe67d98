"""Windows metafiles made order by order, as MathType and drawing programs write them."""

from __future__ import annotations

import struct

from PIL import Image

PLACEABLE = b"\xd7\xcd\xc6\x9a"
TIMES, ITALIC, SYMBOL, EXTRA = ("Times New Roman", 0), ("Times New Roman", 1), ("Symbol", 0), ("MT Extra", 0)


def wmf(*orders: bytes, width: int = 2000, height: int = 1000, inch: int = 1440) -> bytes:
    """A placeable metafile of those orders with its end."""
    head = struct.pack("<4sH4hHI", PLACEABLE, 0, 0, 0, width, height, inch, 0)
    checksum = 0
    for (word,) in struct.iter_unpack("<H", head):
        checksum ^= word
    body = b"".join(orders) + record(0)
    longest = max(len(order) for order in (*orders, record(0))) // 2
    standard = struct.pack("<HHHIHIH", 1, 9, 0x300, 9 + len(body) // 2, 8, longest, 0)
    return head + struct.pack("<H", checksum) + standard + body


def record(order: int, body: bytes = b"") -> bytes:
    """One order with its parameters."""
    return struct.pack("<IH", 3 + (len(body) + 1) // 2, order) + body + bytes(len(body) % 2)


def comment(text: bytes) -> bytes:
    """An escape that only MathType reads."""
    return record(0x0626, struct.pack("<HH", 15, len(text)) + text)


def window(width: int, height: int) -> bytes:
    return record(0x020B, struct.pack("<hh", 0, 0)) + record(0x020C, struct.pack("<hh", height, width))


def font(face: tuple[str, int], size: int, *, charset: int = 0, weight: int = 400) -> bytes:
    name, italic = face
    number = 2 if name in ("Symbol", "MT Extra") else charset
    return record(0x02FB, struct.pack("<5h8B", -size, 0, 0, 0, weight, italic, 0, 0, number, 0, 0, 0, 0) + name.encode().ljust(32, b"\0"))


def select(place: int) -> bytes:
    return record(0x012D, struct.pack("<H", place))


def delete(place: int) -> bytes:
    return record(0x01F0, struct.pack("<H", place))


def pen(width: int, style: int = 0) -> bytes:
    return record(0x02FA, struct.pack("<HhhI", style, width, 0, 0))


def brush(colour: tuple[int, int, int]) -> bytes:
    return record(0x02FC, struct.pack("<H4BH", 0, *colour, 0, 0))


def text(x: int, y: int, said: bytes, steps: tuple[int, ...] = ()) -> bytes:
    """ExtTextOut."""
    padded = said + bytes(len(said) % 2)
    return record(0x0A32, struct.pack("<hhHH", y, x, len(said), 0) + padded + struct.pack(f"<{len(steps)}h", *steps))


def short_text(x: int, y: int, said: bytes) -> bytes:
    """TextOut."""
    return record(0x0521, struct.pack("<H", len(said)) + said + bytes(len(said) % 2) + struct.pack("<hh", y, x))


def line(*points: tuple[int, int]) -> bytes:
    """MoveTo and LineTo."""
    first, *rest = points
    return record(0x0214, struct.pack("<hh", first[1], first[0])) + b"".join(record(0x0213, struct.pack("<hh", y, x)) for x, y in rest)


def corners(order: int, *points: tuple[int, int]) -> bytes:
    """Polygon (0x0324) or Polyline (0x0325)."""
    return record(order, struct.pack("<H", len(points)) + b"".join(struct.pack("<hh", *point) for point in points))


def written(face: tuple[str, int], size: int, x: int, y: int, said: bytes, steps: tuple[int, ...] = ()) -> bytes:
    """A piece of an equation as MathType writes it: its font made, selected, used and thrown away."""
    return font(face, size) + select(1) + text(x, y, said, steps) + delete(1)


QUADRATIC = wmf(
    comment(b"MathType\0\0\xe0"),
    record(0x0102, struct.pack("<H", 1)),
    record(0x012E, struct.pack("<H", 24)),
    window(2560, 960),
    record(0x0209, bytes(4)),
    pen(16),
    select(0),
    line((560, 500), (2480, 500)),
    line((1190, 270), (1225, 250)),
    line((1225, 250), (1275, 400)),
    line((1275, 400), (1335, 90), (2450, 90)),
    written(ITALIC, 384, 40, 610, b"x"),
    written(SYMBOL, 384, 290, 610, b"="),
    written(SYMBOL, 384, 580, 390, b"-"),
    written(ITALIC, 384, 790, 390, b"b"),
    written(SYMBOL, 384, 1000, 390, b"\xb1"),
    written(ITALIC, 384, 1350, 390, b"b"),
    written(TIMES, 224, 1550, 240, b"2"),
    written(SYMBOL, 384, 1730, 390, b"-"),
    written(TIMES, 384, 1960, 390, b"4"),
    written(ITALIC, 384, 2150, 390, b"ac", (190, 170)),
    written(TIMES, 384, 1300, 880, b"2"),
    written(ITALIC, 384, 1500, 880, b"a"),
    comment(b"AppsMFCC\x01\0\0\0Design Science, Inc.\0" + bytes(60)),
    width=2560,
    height=960,
    inch=2304,
)
"""x = (−b ± √(b² − 4ac)) / 2a as MathType draws it."""
SIGNS = wmf(
    comment(b"MathType"),
    record(0x012E, struct.pack("<H", 24)),
    window(4400, 1500),
    pen(16),
    select(0),
    written(SYMBOL, 576, 60, 900, b"\xf2"),
    written(TIMES, 224, 260, 380, b"1"),
    written(TIMES, 224, 190, 1180, b"0"),
    written(SYMBOL, 384, 420, 840, b"ab\xa3\xb3\xb9\xce\xa5\xde"),
    written(SYMBOL, 576, 2450, 900, b"\xe5"),
    written(SYMBOL, 384, 3000, 440, b"\xec"),
    written(SYMBOL, 384, 3000, 828, b"\xed"),
    written(SYMBOL, 384, 3000, 1216, b"\xee"),
    written(ITALIC, 384, 3240, 600, b"x+y=1"),
    written(TIMES, 384, 3240, 1100, b"sin2"),
    written(ITALIC, 384, 3950, 1100, b"h"),
    written(EXTRA, 384, 4010, 1100, b"r"),
    width=4400,
    height=1500,
    inch=2304,
)
"""An integral, Greek and relations, a sum, a brace of three pieces, a vector."""


def emf(*orders: bytes, frame: tuple[int, int] = (5000, 2500), page: tuple[int, int] = (1000, 500)) -> bytes:
    """An enhanced metafile of those orders: `frame` in hundredths of a millimetre is `page` device points."""
    device = struct.pack("<iiii", 1920, 1080, 1920 * frame[0] // (100 * page[0]), 1080 * frame[1] // (100 * page[1]))
    body = b"".join(orders) + enhanced(14, bytes(12))
    head = (
        struct.pack("<4i4i", 0, 0, *page, 0, 0, *frame)
        + b" EMF"
        + struct.pack("<IIIHHIII", 0x10000, 88 + len(body), 2, 1, 0, 0, 0, 0)
        + device
    )
    return enhanced(1, head) + body


def enhanced(order: int, body: bytes = b"") -> bytes:
    return struct.pack("<II", order, 8 + len(body)) + body


def enhanced_font(place: int, face: tuple[str, int], size: int) -> bytes:
    name, italic = face
    charset = 2 if name in ("Symbol", "MT Extra") else 0
    looks = struct.pack("<I5i8B", place, -size, 0, 0, 0, 400, italic, 0, 0, charset, 0, 0, 0, 0)
    return enhanced(82, looks + name.encode("utf-16-le").ljust(64, b"\0"))


def enhanced_text(x: int, y: int, said: str, steps: tuple[int, ...] = ()) -> bytes:
    words = said.encode("utf-16-le")
    words += bytes(-len(words) % 4)
    start = 76
    told = struct.pack("<4iIffiiIII4iI", 0, 0, 0, 0, 1, 1.0, 1.0, x, y, len(said), start, 0, 0, 0, 0, 0, start + len(words) if steps else 0)
    return enhanced(84, told + words + struct.pack(f"<{len(steps)}I", *steps))


def enhanced_points(order: int, *points: tuple[int, int]) -> bytes:
    """Polygon16 (86), Polyline16 (87), PolyBezier16 (85)."""
    return enhanced(order, bytes(16) + struct.pack("<I", len(points)) + b"".join(struct.pack("<hh", *point) for point in points))


def darkest(shown: Image.Image) -> int:
    """Of a picture in shades of grey, from 0."""
    return min(shown.tobytes())


def dark(shown: Image.Image, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether something is drawn there; sides in parts of the picture."""
    width, height = shown.size
    return darkest(shown.crop((round(left * width), round(top * height), round(right * width), round(bottom * height)))) < 128

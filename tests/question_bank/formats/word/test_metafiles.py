"""Pictures inside Windows metafiles."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from PIL import Image

from question_bank.formats import docx
from question_bank.formats.word.metafiles import PLACEABLE, raster_within
from tests.support.word_files import p, picture, word_file

from .conventions import four

# Two by two points of 24 bits, rows padded to four bytes, from the bottom up: red green below, blue white above.
POINTS = bytes([0, 0, 255, 0, 255, 0, 0, 0, 255, 0, 0, 255, 255, 255, 0, 0])
BITMAP = struct.pack("<IiiHHIIiiII", 40, 2, 2, 1, 24, 0, len(POINTS), 0, 0, 0, 0) + POINTS
COLOURS = [(0, 0, 255), (255, 255, 255), (255, 0, 0), (0, 255, 0)]


def emf(*records: bytes) -> bytes:
    header = struct.pack("<II", 1, 88) + bytes(32) + b" EMF" + bytes(44)
    return header + b"".join(records) + struct.pack("<IIIII", 14, 20, 0, 0, 20)


def stretched() -> bytes:
    inner = bytes(40) + struct.pack("<IIII", 80, 40, 120, len(POINTS)) + bytes(16) + BITMAP
    return struct.pack("<II", 81, 8 + len(inner)) + inner


def wmf(order: int, lead: int) -> bytes:
    record = struct.pack("<IH", (lead + len(BITMAP)) // 2, order) + bytes(lead - 6) + BITMAP
    return PLACEABLE + bytes(18) + bytes(18) + record + struct.pack("<IH", 3, 0)


@pytest.mark.parametrize("data", [emf(stretched()), wmf(0x0F43, 28), wmf(0x0B41, 26)], ids=["emf", "stretchdib", "dibstretchblt"])
def test_a_stretched_bitmap_is_taken_out(data: bytes) -> None:
    found = raster_within(data)
    assert found is not None
    with Image.open(BytesIO(found)) as shown:
        assert shown.format == "PNG" and [shown.getpixel((x, y)) for y in (0, 1) for x in (0, 1)] == COLOURS


def test_a_png_kept_whole_is_taken_as_it_is() -> None:
    out = BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    whole = out.getvalue()
    assert raster_within(emf(struct.pack("<II", 70, 12 + len(whole)) + bytes(4) + whole)) == whole


@pytest.mark.parametrize("data", [emf(), emf(struct.pack("<II", 54, 16) + bytes(8)), PLACEABLE, wmf(0x0213, 10), emf(stretched())[:150]])
def test_lines_alone_and_what_is_cut_off_give_nothing(data: bytes) -> None:
    assert raster_within(data) is None


def test_a_bitmap_that_would_fill_the_memory_is_not_opened() -> None:
    huge = BITMAP[:4] + struct.pack("<ii", 60_000, 60_000) + BITMAP[12:]
    assert raster_within(emf(stretched().replace(BITMAP, huge))) is None


def test_every_length_of_a_metafile_ends_soon() -> None:
    whole = emf(stretched())
    assert [raster_within(whole[:end]) is None for end in range(0, len(whole), 7)].count(False) <= 4


def test_a_word_file_keeps_the_picture_and_says_so() -> None:
    (item,) = docx.read(word_file(p("Câu 1. Xem ", picture("h1")), *four(), p("ĐA: A"), pictures={"h1.emf": emf(stretched())})).items
    assert item.media == ("h1.png",) and "ảnh nằm bên trong" in str(item.reasons[0]) and item.state == "changed"

"""Enhanced metafiles of lines and letters, drawn as pictures."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from question_bank.formats import docx
from question_bank.formats.word.emf import drawn
from question_bank.formats.word.metafile_canvas import Ink
from tests.support.metafiles import ITALIC, SYMBOL, dark, emf, enhanced, enhanced_font, enhanced_points, enhanced_text
from tests.support.word_files import p, picture, word_file

from .conventions import four

SELECT, BLACK, NO_PEN = (lambda place: enhanced(37, struct.pack("<I", place))), 0x80000004, 0x80000008
BASE = enhanced(22, struct.pack("<I", 24))
TRIANGLE = enhanced_points(86, (100, 400), (500, 100), (900, 400))
GRAPH = emf(
    enhanced(38, struct.pack("<IIiiI", 1, 0, 8, 0, 0)), SELECT(1), enhanced(27, struct.pack("<2i", 50, 450)), enhanced(54, struct.pack("<2i", 950, 450)),
    enhanced_points(85, (100, 400), (300, 0), (600, 0), (900, 400)), BASE, enhanced_font(2, ITALIC, 60), SELECT(2), enhanced_text(900, 490, "x"),
    enhanced_font(3, SYMBOL, 60), SELECT(3), enhanced_text(20, 80, "a\uf062", (40, 40)),
)  # fmt: skip


def page(data: bytes) -> Image.Image:
    found = drawn(data, Ink())
    assert found is not None and found.is_whole
    return Image.open(BytesIO(found.png)).convert("L")


def test_a_graph_is_drawn_with_its_curve_and_its_letters() -> None:
    found = drawn(GRAPH, Ink())
    assert found is not None and found.is_whole and found.size == (189, 94)
    axis, top, x, greek, space = (
        (0.4, 0.88, 0.6, 0.92),
        (0.4, 0.15, 0.6, 0.3),
        (0.9, 0.92, 0.97, 1),
        (0.02, 0.05, 0.1, 0.2),
        (0.3, 0.5, 0.6, 0.8),
    )
    assert [dark(page(GRAPH), *place) for place in (axis, top, x, greek, space)] == [True, True, True, True, False]


def test_windows_viewports_and_worlds_place_what_is_drawn() -> None:
    spans = [enhanced(order, struct.pack("<2i", *by)) for order, by in ((9, (100, 50)), (11, (1000, 500)))]
    line = enhanced_points(87, (0, 25), (100, 25))
    assert dark(page(emf(*spans, line)), 0.9, 0.45, 1, 0.55)
    world = enhanced(35, struct.pack("<6f", 10, 0, 0, 10, 0, 0))
    assert page(emf(world, line)).tobytes() == page(emf(*spans, line)).tobytes()


def test_a_hole_stays_empty() -> None:
    shapes = ((0, 0), (1000, 0), (1000, 500), (0, 500)), ((300, 100), (700, 100), (700, 400), (300, 400))
    points = b"".join(struct.pack("<hh", *point) for shape in shapes for point in shape)
    shown = page(emf(SELECT(BLACK), SELECT(NO_PEN), enhanced(91, bytes(16) + struct.pack("<IIII", 2, 8, 4, 4) + points)))
    assert dark(shown, 0.05, 0.05, 0.2, 0.9) and not dark(shown, 0.35, 0.3, 0.65, 0.7)


def test_a_path_is_filled_and_stroked() -> None:
    corners = enhanced(27, struct.pack("<2i", 100, 400)) + enhanced_points(89, (500, 100), (900, 400))
    path = enhanced(59) + corners + enhanced(61) + enhanced(60)
    assert dark(page(emf(SELECT(BLACK), path, enhanced(62, bytes(16)))), 0.45, 0.5, 0.55, 0.7)
    assert not dark(page(emf(SELECT(BLACK), path, enhanced(64, bytes(16)))), 0.45, 0.5, 0.55, 0.7)


@pytest.mark.parametrize(
    "order",
    [enhanced(45, bytes(32)), enhanced(35, struct.pack("<6f", 1, 1, 0, 1, 0, 0)), enhanced(86, bytes(16) + struct.pack("<I", 10**9)), enhanced(84, bytes(20))],
    ids=["an arc", "a turned world", "corners that are not there", "a text that is cut off"],
)  # fmt: skip
def test_what_cannot_be_drawn_as_it_was_meant_is_told(order: bytes) -> None:
    found = drawn(emf(TRIANGLE, order), Ink())
    assert found is not None and not found.is_whole


def test_what_shows_nothing_is_no_picture() -> None:
    assert drawn(emf(), Ink()) is None and drawn(b"", Ink()) is None and drawn(emf(TRIANGLE, frame=(0, 0)), Ink()) is None


def test_every_length_of_it_ends_without_an_error() -> None:
    ink = Ink()
    assert not any(each.is_whole for end in range(0, len(GRAPH), 3) if (each := drawn(GRAPH[:end], ink)))


@settings(deadline=None, max_examples=40)
@given(at=st.integers(0, len(GRAPH) - 1), byte=st.integers(0, 255))
def test_any_byte_may_be_wrong(at: int, byte: int) -> None:
    drawn(GRAPH[:at] + bytes([byte]) + GRAPH[at + 1 :], Ink())


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from((9, 10, 11, 12, 27, 33, 34, 35, 36, 37, 38, 39, 54, 59, 60, 61, 63, 76, 81, 82, 84, 85, 86, 90, 91, 95)), st.binary(max_size=120)), max_size=12))  # fmt: skip
def test_any_orders_in_any_order(orders: list[tuple[int, bytes]]) -> None:
    drawn(emf(*(enhanced(order, body + bytes(-len(body) % 4)) for order, body in orders)), Ink())


def test_a_word_file_keeps_the_drawing_and_says_so() -> None:
    (item,) = docx.read(word_file(p("Câu 1. Xem ", picture("h1")), *four(), p("ĐA: A"), pictures={"h1.emf": GRAPH})).items
    assert item.media == ("h1.png",) and "vẽ lại từ các nét" in str(item.reasons[0]) and len(item.reasons) == 1


def test_a_masked_bitmap_leaves_the_page_white_around_it() -> None:
    def blit(points: bytes, how: int) -> bytes:
        head = struct.pack("<IiiHHIIiiII", 40, 2, 1, 1, 24, 0, 8, 0, 0, 0, 0)
        told = struct.pack("<4i4iI2i", 0, 0, 0, 0, 100, 100, 800, 300, how, 0, 0) + bytes(32) + struct.pack("<4I2i", 108, 40, 148, 8, 2, 1)
        return enhanced(77, told + head + points)

    mask, picture_ = bytes([0, 0, 0, 255, 255, 255, 0, 0]), bytes([0, 0, 200, 0, 0, 0, 0, 0])
    found = drawn(emf(enhanced_points(87, (0, 499), (5, 499)), blit(mask, 0x8800C6), blit(picture_, 0xEE0086)), Ink())
    assert found is not None and found.is_whole
    shown = Image.open(BytesIO(found.png)).convert("RGB")
    assert [shown.getpixel((shown.width * x // 100, shown.height // 2)) for x in (12, 88)] == [(200, 0, 0), (255, 255, 255)]

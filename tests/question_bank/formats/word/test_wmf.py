"""Windows metafiles of lines and letters, drawn as pictures."""

from __future__ import annotations

import struct
import time
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from question_bank.formats import docx
from question_bank.formats.word.metafile_canvas import Ink
from question_bank.formats.word.symbol_fonts import UNKNOWN, signs, styled
from question_bank.formats.word.wmf import Drawn, drawn
from tests.support import metafiles as made
from tests.support.metafiles import QUADRATIC, SIGNS, dark, darkest, wmf
from tests.support.word_files import mathtype, p, picture, word_file

from .conventions import four

UNITS = made.window(2000, 1000)


def draw(*orders: bytes, **box: int) -> Drawn | None:
    return drawn(wmf(UNITS, *orders, **box), Ink())


def page(found: Drawn | None) -> Image.Image:
    assert found is not None
    return Image.open(BytesIO(found.png)).convert("L")


def test_an_equation_of_mathtype_is_drawn_whole() -> None:
    found = drawn(QUADRATIC, Ink())
    assert found is not None and found.is_whole and found.size == (107, 40)
    bar, root, two, space = (0.3, 0.5, 0.9, 0.55), (0.6, 0.08, 0.9, 0.12), (0.51, 0.65, 0.57, 0.92), (0.02, 0.02, 0.2, 0.35)
    assert [dark(page(found), *place) for place in (bar, root, two, space)] == [True, True, True, False]


def test_signs_of_symbol_are_no_latin_letters() -> None:
    def one(face: tuple[str, int], said: bytes, charset: int = 0) -> bytes:
        return page(draw(made.font(face, 400, charset=charset), made.select(0), made.text(200, 500, said))).tobytes()

    assert one(made.SYMBOL, b"a") != one(made.TIMES, b"a")
    assert one(made.SYMBOL, b"a") == one(made.TIMES, b"\xe1", charset=161)


def test_pieces_of_a_brace_meet() -> None:
    column = page(drawn(SIGNS, Ink())).crop((248, 10, 268, 94))
    assert all(darkest(column.crop((0, y, column.width, y + 1))) < 160 for y in range(column.height))


def test_the_tables_of_signs() -> None:
    said = [signs(face, code) for face, code in (("Symbol", 0xA3), ("MT Extra", 0x4C), ("mt extra", 0x01), ("Times New Roman", 0x41))]
    assert [sign and sign.text for sign in said] == ["≤", "⋯", UNKNOWN, None]
    assert [styled("h", False, True), styled("A", True, False), styled("α", False, True), styled("7", True, False), styled("ê", True, True)] == [
        "ℎ", "𝐀", "𝛼", "𝟕", "ê",
    ]  # fmt: skip


def test_areas_have_their_colours_and_edges() -> None:
    square = [(400, 200), (1600, 200), (1600, 800), (400, 800)]
    found = draw(made.brush((200, 0, 0)), made.select(0), made.pen(40), made.select(1), made.corners(0x0324, *square))
    assert found is not None
    shown = Image.open(BytesIO(found.png)).convert("RGB")
    across, down = shown.width, shown.height
    assert shown.getpixel((across // 2, down // 2)) == (200, 0, 0) and shown.getpixel((across // 5, down // 2)) == (0, 0, 0)
    assert shown.getpixel((2, 2)) == (255, 255, 255)


def test_alignment_and_given_steps_place_the_letters() -> None:
    def said(align: int, *orders: bytes) -> Drawn | None:
        return draw(made.record(0x012E, struct.pack("<H", align)), made.font(made.TIMES, 300), made.select(0), *orders)

    right, below = said(2 | 24, made.short_text(1000, 500, b"H")), said(0, made.short_text(1000, 500, b"H"))
    assert (dark(page(right), 0, 0, 0.5, 0.5), dark(page(right), 0.51, 0, 1, 1)) == (True, False)
    assert (dark(page(below), 0, 0, 1, 0.5), dark(page(below), 0.5, 0.5, 1, 1)) == (False, True)
    wide = said(24, made.text(100, 500, b"ab", (1400, 100)))
    assert (dark(page(wide), 0.2, 0, 0.7, 1), dark(page(wide), 0.74, 0, 1, 1)) == (False, True)


@pytest.mark.parametrize(
    "orders",
    [
        (made.record(0x0817, bytes(16)),),
        (made.font(("Wingdings", 0), 300, charset=2), made.select(0), made.text(0, 500, b"J")),
        (made.font((".VnTime", 0), 300), made.select(0), made.text(0, 500, b"\xd6")),
        (made.record(0x0324, struct.pack("<H", 60_000)),),
        (made.font(made.TIMES, 30_000), made.select(0), made.text(0, 500, b"a")),
    ],
    ids=["an arc", "a font of unknown signs", "a font before Unicode", "corners that are not there", "letters as large as walls"],
)
def test_what_cannot_be_drawn_as_it_was_meant_is_told(orders: tuple[bytes, ...]) -> None:
    found = draw(made.line((0, 0), (100, 100)), *orders)
    assert found is not None and not found.is_whole


def test_what_shows_nothing_is_no_picture() -> None:
    assert draw() is None and draw(made.comment(b"MathType")) is None and draw(width=0) is None and drawn(b"", Ink()) is None


def test_a_metafile_cut_at_every_byte_is_drawn_as_far_as_it_goes() -> None:
    ink = Ink()
    whole = wmf(
        UNITS, made.pen(9), made.select(0), made.line((0, 0), (9, 9)), made.font(made.TIMES, 90), made.select(1), made.text(0, 90, b"x")
    )
    found = [drawn(whole[:end], ink) for end in range(len(whole))]
    assert found[0] is None and found[-1] is not None and not any(each.is_whole for each in found if each)


@settings(deadline=None, max_examples=40)
@given(at=st.integers(0, len(SIGNS) - 1), byte=st.integers(0, 255))
def test_any_byte_may_be_wrong(at: int, byte: int) -> None:
    drawn(SIGNS[:at] + bytes([byte]) + SIGNS[at + 1 :], Ink())


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from((0x20B, 0x20C, 0x1E, 0x127, 0x2FA, 0x2FB, 0x2FC, 0x12D, 0x213, 0x324, 0x538, 0x41B, 0x418, 0x521, 0xA32, 0xF43)), st.binary(max_size=80)), max_size=12))  # fmt: skip
def test_any_orders_in_any_order(orders: list[tuple[int, bytes]]) -> None:
    drawn(wmf(UNITS, *(made.record(order, body) for order, body in orders)), Ink())


def test_a_metafile_that_would_draw_for_ever_ends_soon() -> None:
    square = made.corners(0x0324, (0, 0), (2000, 0), (2000, 1000), (0, 1000))
    letters = made.font(made.TIMES, 900) + made.select(0) + made.text(0, 900, b"W" * 1000) * 50
    started = time.process_time()
    for orders in ([square] * 19_000, [letters]):
        found = drawn(wmf(UNITS, *orders, width=32_000, height=32_000, inch=1), Ink(200_000_000))
        assert found is None or (not found.is_whole and max(found.size) <= 2000)
    assert time.process_time() - started < 6


def test_the_ink_of_a_file_runs_out() -> None:
    ink = Ink(500_000)
    assert drawn(QUADRATIC, ink) is not None and drawn(QUADRATIC, ink) is None


def test_the_preview_of_mathtype_is_kept_in_its_size_and_told() -> None:
    data = word_file(p("Câu 1. Nghiệm là ", mathtype("e1")), *four(), p("ĐA: A"), pictures={"e1.wmf": QUADRATIC})
    found = docx.read(data)
    (item,) = found.items
    content: Any = item.content
    assert content["stem"] == 'Nghiệm là <img src="media:e1.png" alt="Công thức (hình xem trước)" width="53" height="27">'
    reasons = [str(reason) for reason in item.reasons]
    assert len(reasons) == 2 and "xem trước" in reasons[0] and "vẽ lại từ các nét" in reasons[1] and "1 công thức" in str(found.notes[0])
    assert found.media["e1.png"].startswith(b"\x89PNG")


def test_a_drawing_of_lines_is_kept_too() -> None:
    drawing = wmf(UNITS, made.line((0, 0), (2000, 1000)), made.record(0x0817, bytes(16)))
    (item,) = docx.read(word_file(p("Câu 1. Xem ", picture("h1")), *four(), p("ĐA: A"), pictures={"h1.wmf": drawing})).items
    assert item.media == ("h1.png",) and "chưa vẽ lại được" in str(item.reasons[0])

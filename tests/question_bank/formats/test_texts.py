"""Markdown, careless html, encodings and pictures, apart from any format."""

import base64

import pytest

from question_bank.formats import assemble, encoding, markdown, media, rich_text
from question_bank.formats.contract import Limits, UnreadableFile

from .moodle_files import ENCODED, PIXEL


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("một", "một"),
        ("một\nhai", "một hai"),
        ("một  \nhai", "một<br>hai"),
        ("một\n\nhai", "<p>một</p><p>hai</p>"),
        ("**đậm** và __đậm__", "<strong>đậm</strong> và <strong>đậm</strong>"),
        ("*nghiêng* và _nghiêng_", "<em>nghiêng</em> và <em>nghiêng</em>"),
        ("snake_case_name và 2 * 3 * 4", "snake_case_name và 2 * 3 * 4"),
        ("_____ là gì", "_____ là gì"),
        ("`a < b *c*`", "<code>a &lt; b *c*</code>"),
        (r"\*không\* \_", "*không* _"),
        (r"\(a_1 < b_2\) và $$c_1 * d_1 * e$$", r"\(a_1 &lt; b_2\) và $$c_1 * d_1 * e$$"),
        ("<script>", "&lt;script&gt;"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("x\n- a\n    - b\n- c", "<p>x</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("- a\ntiếp", "<ul><li>a tiếp</li></ul>"),
        ("- a\n\nsau", "<ul><li>a</li></ul><p>sau</p>"),
    ],
)
def test_the_markdown_we_know(text: str, html: str) -> None:
    assert markdown.to_html(text) == (html, True)


@pytest.mark.parametrize("text", ["# Đề", "> trích", "[a](b)", "![a](b.png)", "| a | b |", "```\nx\n```", "Đề\n==="])
def test_the_markdown_we_do_not_know_stays_and_is_told(text: str) -> None:
    html, understood = markdown.to_html(text)
    assert not understood
    assert "Đề" not in text or "Đề" in html


@pytest.mark.parametrize(
    ("form", "text", "html"),
    [
        ("html", " <p>a < b</p> ", "<p>a < b</p>"),
        ("plain", "<b>&amp;</b>\nx", "&lt;b&gt;&amp;amp;&lt;/b&gt;<br>x"),
        ("moodle", "a  b\nc", "a b<br>c"),
        ("moodle", "<p>a</p>\n<p>b</p>", "<p>a</p><p>b</p>"),
        ("moodle", "x<y và <y và <3", "x&lt;y và &lt;y và &lt;3"),
        ("moodle", "<sub>2</sub> &lt; &", "<sub>2</sub> &lt; &amp;"),
        ("markdown", "$$x$$", r"\[x\]"),
    ],
)
def test_texts_become_html(form: rich_text.TextFormat, text: str, html: str) -> None:
    assert rich_text.convert(text, form).html == html


@pytest.mark.parametrize(
    ("data", "text", "notes"),
    [
        ("Đ".encode(), "Đ", 0),
        ("Đ".encode("utf-8-sig"), "Đ", 0),
        ("Đ".encode("utf-16"), "Đ", 0),
        (b"\xfe\xff\x01\x10", "Đ", 0),
        (b"caf\xe9", "café", 1),
        (b"a\x81", "a\ufffd", 1),
        (b"a\r\nb\rc", "a\nb\nc", 0),
        (b"a\x01b\x0bc", "a b c", 0),
        ("e\u0302\u0301".encode(), "ế", 0),
    ],
)
def test_bytes_become_text(data: bytes, text: str, notes: int) -> None:
    found, told = encoding.decode(data)
    assert (found, len(told)) == (text, notes)


@pytest.mark.parametrize("data", [b"\xff\xfea", b"\xef\xbb\xbf\xff", b"a\x00"])
def test_bytes_that_are_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        encoding.decode(data)


@pytest.mark.parametrize(
    ("data", "ending"),
    [(PIXEL, "png"), (b"\xff\xd8\xff\xe0", "jpg"), (b"GIF89a", "gif"), (b"RIFF\0\0\0\0WEBP", "webp"), (b"<svg>", None), (b"", None)],
)
def test_pictures_are_known_by_their_first_bytes(data: bytes, ending: str | None) -> None:
    assert media.picture_type(data) == ending


@pytest.mark.parametrize("name", ["../../etc/passwd.png", 'a"onerror=x.png', "", "...", "x" * 300])
def test_a_name_on_the_shelf_is_safe(name: str) -> None:
    shelf = media.MediaShelf(Limits())
    shelved = shelf.put(name, ENCODED)
    assert isinstance(shelved, str)
    assert shelved.endswith(".png")
    assert len(shelved) < 80
    assert not set(shelved) & set("/\\\"'<> ")


def test_a_picture_may_be_wrapped_in_lines() -> None:
    assert media.MediaShelf(Limits()).put("a.png", base64.encodebytes(PIXEL).decode()) == "a.png"


def test_a_share_is_written_plainly() -> None:
    made = assemble.choices("x", [assemble.Choice("a", assemble.ONE), assemble.Choice("b", assemble.ONE / 3)], single=True)
    assert made.content["key"] == {"right": "a", "partial": {"b": "0.3333333"}}

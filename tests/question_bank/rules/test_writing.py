"""Between boxes and html."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.rules import writing


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Một dòng", "<p>Một dòng</p>"),
        ("Hai\r\ndòng", "<p>Hai<br>dòng</p>"),
        ("Đoạn một\n\nĐoạn hai", "<p>Đoạn một</p><p>Đoạn hai</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("x<y>z và a<b và c>d", "<p>x&lt;y&gt;z và a&lt;b và c&gt;d</p>"),
        ("có <b>đậm</b>", "có <b>đậm</b>"),
        ("  ", ""),
    ],
)
def test_plain_text_needs_no_tags_and_html_stays(typed: str, html: str) -> None:
    assert writing.paragraphs(typed) == html


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=40))
def test_what_a_box_shows_gives_the_same_html_back(text: str) -> None:
    written = writing.line(text)
    assert writing.line(writing.typed_line(written)) == written
    paragraphs = writing.paragraphs(text)
    assert writing.paragraphs(writing.typed_paragraphs(paragraphs)) == paragraphs


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Một\n\nHai <strong>đậm</strong>", "<p>Một</p><p>Hai <strong>đậm</strong></p>"),
        ("Một\nhai <em>nghiêng</em>", "<p>Một<br>hai <em>nghiêng</em></p>"),
        ("x < 3 & <strong>y</strong> &ne; 2", "<p>x &lt; 3 &amp; <strong>y</strong> &ne; 2</p>"),
        ("<ul><li>một</li>\n\n<li>hai</li></ul>", "<ul><li>một</li>\n\n<li>hai</li></ul>"),
        ("Chỉ chữ\n\nthường", "<p>Chỉ chữ</p><p>thường</p>"),
        ("", ""),
    ],
)
def test_marks_within_a_line_leave_its_paragraphs_as_they_were_typed(typed: str, html: str) -> None:
    assert writing.boxed(typed) == html


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("<p>Hãy chọn <strong>hai</strong> đáp án.</p>", "Hãy chọn <strong>hai</strong> đáp án."),
        ("<p>x &lt; <b>3</b></p><p>a<br>b</p>", "x < <b>3</b>\n\na\nb"),
        ("<p>Cho bảng</p><table></table>", "<p>Cho bảng</p><table></table>"),
        ("<p>&lt;b&gt; là <b>thẻ</b></p>", "&lt;b&gt; là <b>thẻ</b>"),
    ],
)
def test_html_with_marks_is_shown_without_tags_of_paragraphs(written: str, typed: str) -> None:
    assert writing.typed_boxed(written) == typed


@given(st.text(alphabet="ab \n<>&;/strong", max_size=40))
def test_what_a_box_with_marks_shows_gives_the_same_html_back(text: str) -> None:
    written = writing.boxed(text)
    assert writing.boxed(writing.typed_boxed(written)) == written


@pytest.mark.parametrize("typed", ["<b a=" + " " * 200_000 + "x", "<b " * 50_000, "<b" + " " * 200_000])
def test_time_does_not_grow_with_the_square_of_what_is_typed(typed: str) -> None:
    before = time.process_time()
    assert writing.paragraphs(typed) and writing.line(typed) and writing.boxed(typed)
    assert time.process_time() - before < 3

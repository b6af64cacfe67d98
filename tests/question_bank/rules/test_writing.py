"""Between boxes and html."""

from __future__ import annotations

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

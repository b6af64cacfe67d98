"""Caption files: what is read, what is refused and at which line."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from video.formats.srt import read_captions
from video.formats.webvtt import BadCaptions, decode, read_webvtt, write_webvtt
from video.rules.cues import MOST_CUES, CueText

FILE = """WEBVTT - Bài 1
Kind: captions

NOTE
người làm: tổ Toán

STYLE
::cue { color: lime }

1
00:01.000 --> 00:03.500 align:start line:0
<v Thầy Nam>Chào các em.</v>

00:00:03.500 --> 00:00:06.000
Nếu <b>x</b> < 3 &amp; y > 2
thì <c.yellow>sao</c>?
"""
CUES = [CueText(1000, 3500, "<v Thầy Nam>Chào các em.</v>", 11), CueText(3500, 6000, "Nếu <b>x</b> &lt; 3 &amp; y &gt; 2\nthì sao?", 14)]


def faults_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(BadCaptions) as refused:
        read_captions(text)
    return [(fault.line, str(fault.message)) for fault in refused.value.faults]


def test_reads_cues_and_leaves_styles_and_notes_out() -> None:
    assert read_webvtt(FILE) == CUES


@pytest.mark.parametrize(
    "data",
    [
        FILE.encode(),
        b"\xef\xbb\xbf" + FILE.encode(),
        FILE.encode("utf-16"),
        FILE.replace("\n", "\r\n").encode(),
        FILE.replace("\n", "\r").encode(),
    ],
    ids=["UTF-8", "with a mark", "UTF-16", "CRLF", "CR"],
)
def test_any_usual_encoding_reads_the_same(data: bytes) -> None:
    assert read_captions(decode(data)) == CUES


def test_unusual_encoding_is_refused() -> None:
    with pytest.raises(Invalid, match="UTF-8"):
        decode("WEBVTT\n\nĐạo hàm".encode("cp1258", "replace") + b"\xff")
    with pytest.raises(Invalid, match="văn bản"):
        decode(b"WEBVTT\n\n\x00\x01")


def test_srt_is_read_with_its_own_line_numbers() -> None:
    text = '1\n00:00:01,000 --> 00:00:02,000\n<font color="red">Chào</font> {\\an8}em\n\n2\n00:00:04,000 --> 00:00:03,000\nLùi\n'
    assert faults_of(text) == [(6, "Giờ kết thúc phải sau giờ bắt đầu.")]
    assert read_captions(text.replace("03,000", "05,000"))[0] == CueText(1000, 2000, "Chào em", 2)


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("00:01.000 --> 00:02.000\n<script>alert(1)</script>", 4, "<script>"),
        ("00:01.000 --> 00:02.000\nA\n<img src=x onerror=alert(1)>", 5, "<img"),
        ('00:01.000 --> 00:02.000\n<b onclick="x">A</b>', 4, "<b onclick"),
        ("00:01.000 --> 00:02.000\n<!-- x -->", 4, "<!--"),
        ("00:02.000 --> 00:02.000\nA", 3, "Giờ kết thúc"),
        ("00:01,0 --> 00:02.000\nA", 3, "Giờ chưa đúng"),
        ("00:61:00.000 --> 00:62:00.000\nA", 3, "Giờ chưa đúng"),
        ("999:00:00.000 --> 999:00:01.000\nA", 3, "một ngày"),
        ("Không có giờ", 3, "Không có dòng giờ"),
        ("00:01.000 --> 00:02.000\n" + "a" * 501, 4, "dài hơn 500"),
    ],
)
def test_faults_are_told_by_line(body: str, line: int, words: str) -> None:
    ((at, message),) = faults_of(f"WEBVTT\n\n{body}\n")
    assert at == line
    assert words in message


def test_at_most_twenty_faults_are_listed() -> None:
    assert len(faults_of("WEBVTT\n\n" + "sai\n\n" * 99)) == 20


def test_other_files_are_refused() -> None:
    assert faults_of('{"cues": []}')[0][0] == 1
    assert faults_of("WEBVTTX\n")[0][0] == 1


def test_too_many_cues_are_refused() -> None:
    assert "3000" in faults_of("WEBVTT\n\n" + "00:01.000 --> 00:02.000\nA\n\n" * (MOST_CUES + 1))[0][1]


def test_entity_cannot_end_a_cue() -> None:
    assert read_webvtt("WEBVTT\n\n00:01.000 --> 00:02.000\nA&#10;&#10;00:03.000 --&gt; 00:04.000&nbsp;\n&nbsp;\n") == [
        CueText(1000, 2000, "A  00:03.000 --&gt; 00:04.000", 3)
    ]


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\u2028\u2029\x85"), min_size=1, max_size=60)
rows = words.map(lambda text: escape(text, quote=False).strip()).filter(bool)
cue_texts = st.lists(rows, min_size=1, max_size=3).map("\n".join)


@given(st.lists(st.tuples(st.integers(0, 9_000_000), st.integers(1, 9_000), cue_texts), max_size=8))
def test_what_is_written_reads_the_same(given: list[tuple[int, int, str]]) -> None:
    cues = sorted((CueText(start, start + length, text) for start, length, text in given), key=lambda cue: (cue.start_ms, cue.end_ms))
    read = read_webvtt(write_webvtt(cues))
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in read] == [(cue.start_ms, cue.end_ms, cue.text) for cue in cues]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader_and_none_leaves_markup(text: str) -> None:
    try:
        cues = read_captions("WEBVTT\n\n00:01.000 --> 00:02.000\n" + text)
    except Invalid:
        return
    again = read_webvtt(write_webvtt(cues))
    assert [cue.text for cue in again] == [cue.text for cue in cues]

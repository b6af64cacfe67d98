"""Captions as values: what a cue is, how it reads as plain text, and what an editor should look at again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from core.words import Message, say

MOST_CUES = 3_000
MOST_CHARACTERS = 500
LONGEST_MS = 24 * 3600 * 1000
MOST_ROWS = 2
LONGEST_ROW = 42
"""Characters in a row, and rows at once: more covers the picture. Netflix's and the BBC's guides say 42 and 37."""
FASTEST_READING = 21.0
"""Characters a second that an adult can follow while watching; Netflix's guide says 20."""
LANGUAGES = {
    "vi": "Tiếng Việt",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "zh": "中文",
    "ja": "日本語",
    "ko": "한국어",
    "de": "Deutsch",
}
"""The languages that schools teach and teach in, each by its own name."""
_VOICE = re.compile(r"<v(?:\.[\w-]+)*[ \t]+([^<>]+)>")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class CueText:
    """One caption. `text` is WebVTT cue text: `&`, `<`, `>` escaped, with b, i, u, ruby, rt and v at most. `line` is where its file has it."""

    start_ms: int
    end_ms: int
    text: str
    line: int = 0


@dataclass(frozen=True)
class Remark:
    """Something to look at in the cue at `position` (from 0), found at `line` of the text."""

    position: int
    line: int
    message: Message


def plain(text: str) -> str:
    """Cue text as a sentence: no tags, one line, the speaker before a colon."""
    spoken = _VOICE.sub(lambda voice: f"{voice[1].strip()}: ", text)
    return " ".join(unescape(_TAG.sub("", spoken)).split())


def remarks(cues: Sequence[CueText], duration_seconds: float | None) -> list[Remark]:
    """What is allowed but reads badly, in order of the cues."""
    found = []
    latest_end = 0
    for position, cue in enumerate(cues):
        found += [Remark(position, cue.line, message) for message in _remarks_on(cue, latest_end, duration_seconds)]
        latest_end = max(latest_end, cue.end_ms)
    return found


def _remarks_on(cue: CueText, latest_end: int, duration_seconds: float | None) -> Iterable[Message]:
    rows = [plain(row) for row in cue.text.split("\n")]
    speed = sum(map(len, rows)) * 1000 / (cue.end_ms - cue.start_ms)
    if cue.start_ms < latest_end:
        yield say("Hiện khi câu trước chưa tắt.")
    if duration_seconds is not None and cue.end_ms > duration_seconds * 1000 + 500:
        yield say("Nằm sau khi bài giảng kết thúc.")
    if speed > FASTEST_READING:
        yield say("Quá nhanh để đọc kịp: %(speed)d chữ cái mỗi giây, nên dưới %(most)d.", speed=round(speed), most=int(FASTEST_READING))
    if max(map(len, rows)) > LONGEST_ROW:
        yield say("Có dòng dài %(length)d chữ cái, nên dưới %(most)d.", length=max(map(len, rows)), most=LONGEST_ROW)
    if len(rows) > MOST_ROWS:
        yield say("Có %(rows)d dòng, che mất hình; nên tách thành hai câu.", rows=len(rows))

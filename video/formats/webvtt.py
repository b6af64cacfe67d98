"""WebVTT (W3C Candidate Recommendation, 4 April 2019), read strictly and written in one canonical way.

Styles, regions and cue settings are left out: how captions look is the player's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape

from core.errors import Invalid
from core.words import Message, say
from video.rules.cues import LONGEST_MS, MOST_CHARACTERS, MOST_CUES, CueText

MOST_BYTES = 400_000
MOST_FAULTS = 20
_ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_TIME = r"(?:([0-9]{1,3}):)?([0-5]?[0-9]):([0-5][0-9])[.,]([0-9]{3})"
_TIMING = re.compile(rf"\s*{_TIME}\s+-->\s+{_TIME}(?:\s.*)?")
_PIECE = re.compile(r"<[^<>]*>")
_KEPT = re.compile(r"/?(?:b|i|u|ruby|rt|v)|v(?:\.[\w-]+)*[ \t]+[^&]{1,80}")
_DROPPED = re.compile(r"/?(?:b|i|u|ruby|rt|v|c|lang)(?:\.[\w-]+)*|lang[ \t]+[\w-]{1,20}|[0-9:.]{9,13}")
_LINE_END = re.compile(r"[\n\r]")
_MARKUP = re.compile(r"[/!?A-Za-z]")


@dataclass(frozen=True)
class Fault:
    """What makes a file unusable, and at which line."""

    line: int
    message: Message


class BadCaptions(Invalid):
    """The file is refused; `faults` says where and why, at most twenty of them."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(say("Phụ đề có chỗ chưa dùng được. Hãy sửa các dòng dưới đây rồi gửi lại."))


@dataclass(frozen=True)
class _Block:
    """Lines between blank ones; `line` is the number of the first."""

    line: int
    rows: list[str]


def decode(data: bytes) -> str:
    """The text of a caption file in UTF-8 or, with its mark, UTF-16; line ends made one."""
    encoding = next((name for mark, name in _ENCODINGS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Invalid(say("Tệp phụ đề phải lưu bằng bảng mã UTF-8. Hãy mở tệp, chọn lưu với mã UTF-8 rồi tải lên lại.")) from error
    return same_line_ends(text)


def same_line_ends(text: str) -> str:
    """`text` with `\\n` alone; refused when it holds what no text does."""
    if _CONTROL.search(text):
        raise Invalid(say("Đây không phải tệp văn bản. Phụ đề cần ở dạng WebVTT (.vtt) hoặc SubRip (.srt)."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_webvtt(text: str, *, first_line: int = 1) -> list[CueText]:
    """The cues of a WebVTT text in order of time. `first_line` is the number that its first line is known by."""
    header, *lines = text.split("\n")
    if not re.fullmatch(r"\ufeff?WEBVTT(?:[ \t].*)?", header):
        raise BadCaptions([Fault(max(first_line, 1), say("Dòng đầu của tệp WebVTT phải là WEBVTT."))])
    faults: list[Fault] = []
    cues = [cue for block in _blocks(lines, first_line + 1) if (cue := _read_block(block, faults)) is not None]
    if len(cues) > MOST_CUES:
        faults.insert(0, Fault(cues[MOST_CUES].line, say("Có hơn %(most)d câu phụ đề.", most=MOST_CUES)))
    if faults:
        raise BadCaptions(faults[:MOST_FAULTS])
    return sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms))


def write_webvtt(cues: Iterable[CueText]) -> str:
    """The cues as a WebVTT file."""
    return "\n\n".join(["WEBVTT", *(f"{written_time(cue.start_ms)} --> {written_time(cue.end_ms)}\n{cue.text}" for cue in cues)]) + "\n"


def written_time(milliseconds: int) -> str:
    """`00:03:20.500`."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _blocks(lines: list[str], first: int) -> Iterator[_Block]:
    rows: list[str] = []
    for number, row in enumerate([*lines, ""], first):
        if row.strip():
            rows.append(row)
        elif rows:
            yield _Block(number - len(rows), rows)
            rows = []


def _read_block(block: _Block, faults: list[Fault]) -> CueText | None:
    """The cue of a block, or nothing for a comment, a style, a region, and the header's own lines."""
    at = next((index for index, row in enumerate(block.rows[:2]) if "-->" in row), None)
    if at is None:
        if not re.match(r"(?:NOTE|STYLE|REGION)\b", block.rows[0]) and block.line > 2:
            faults.append(Fault(block.line, say("Không có dòng giờ dạng 00:01:02.500 --> 00:01:05.000.")))
        return None
    line = block.line + at
    timing = _TIMING.fullmatch(block.rows[at])
    if not timing:
        faults.append(Fault(line, say("Giờ chưa đúng. Hãy viết dạng 00:01:02.500 --> 00:01:05.000.")))
        return None
    start, end = _milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:])
    if not start < end <= LONGEST_MS:
        faults.append(Fault(line, say("Giờ kết thúc phải sau giờ bắt đầu.") if end <= start else say("Giờ này dài hơn một ngày.")))
        return None
    text = _read_text(block.rows[at + 1 :], line + 1, faults)
    return CueText(start, end, text, line) if text else None


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _read_text(rows: list[str], line: int, faults: list[Fault]) -> str:
    if sum(map(len, rows)) > MOST_CHARACTERS:
        faults.append(Fault(line, say("Câu này dài hơn %(most)d chữ cái.", most=MOST_CHARACTERS)))
        return ""
    try:
        cleaned = [_clean(row, number).strip() for number, row in enumerate(rows, line)]
    except _Refused as refused:
        faults.append(refused.fault)
        return ""
    return "\n".join(row for row in cleaned if row)


class _Refused(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def _clean(row: str, line: int) -> str:
    """The row with its few allowed tags, and every other sign escaped: `x < 3` is a sentence, `<script>` is refused."""
    cleaned, last = [], 0
    for piece in _PIECE.finditer(row):
        inner = piece[0][1:-1]
        is_kept, is_dropped = _KEPT.fullmatch(inner), _DROPPED.fullmatch(inner)
        if not is_kept and not is_dropped:
            if _MARKUP.match(inner):
                raise _Refused(Fault(line, _refusal(piece[0])))
            continue
        cleaned += [_escaped(row[last : piece.start()]), piece[0] if is_kept else ""]
        last = piece.end()
    return "".join([*cleaned, _escaped(row[last:])])


def _refusal(tag: str) -> Message:
    return say("Không dùng được thẻ %(tag)s, chỉ b, i, u, ruby và v. Nếu đó là dấu nhỏ hơn, hãy viết &lt;.", tag=tag[:40])


def _escaped(words: str) -> str:
    """`words` with its own entities read first; a line end written as an entity would end the cue."""
    return escape(_LINE_END.sub(" ", unescape(words)), quote=False)

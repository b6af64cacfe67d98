"""A season's schedule as people paste it: lines of a table, each read into a showing or into reasons why not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from core.words import Message, say

MOST_LINES = 500
LONGEST = timedelta(hours=10)
"""A showing."""
COLUMNS = ("day", "time", "channel", "series", "number", "minutes", "title")
"""The order of a table without headings; the last two may be missing."""
HEADINGS = {
    "ngày": "day", "ngày phát": "day", "date": "day", "giờ": "time", "giờ phát": "time", "time": "time", "kênh": "channel",
    "channel": "channel", "loạt bài": "series", "series": "series", "bài số": "number", "số": "number", "bài": "number",
    "number": "number", "episode": "number", "số phút": "minutes", "thời lượng": "minutes", "minutes": "minutes", "tên bài": "title",
    "tên bài giảng": "title", "title": "title",
}  # fmt: skip
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_TIME = re.compile(r"(\d{1,2})[:hg.](\d{2})?(?::\d{2})?(?:\s*[-–]\s*(\d{1,2})[:hg.](\d{2})?)?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A line as read: day and hour on the wall, and a length. `line` counts from 1, headings included."""

    line: int
    day: date
    begins: time
    minutes: int
    channel: str
    series: str
    episode_number: int
    title: str = ""


@dataclass(frozen=True)
class BadLine:
    """A line that could not be read, and why."""

    line: int
    text: str
    reasons: tuple[Message, ...]


def table_of(text: str) -> list[list[str]]:
    """The cells of a pasted table: columns set apart by tabs, or by `|` or `;` where there is no tab. Empty lines stay, empty."""
    lines = text.replace("\r\n", "\n").split("\n")
    mark = next((mark for mark in "\t|;" if any(mark in line for line in lines)), "\t")
    return [[cell.strip() for cell in line.strip("|").split(mark)] if line.strip() else [] for line in lines]


def text_of(cells: Sequence[Sequence[Any]]) -> str:
    """The cells of a workbook as a table that can be pasted: what was read is shown in the same box that takes typing."""
    return "\n".join("\t".join(_cell_text(cell) for cell in row).rstrip("\t") for row in cells)


def read_lines(cells: Sequence[Sequence[str]], usual_minutes: int) -> list[Line | BadLine]:
    """Every line that holds anything, in order. `usual_minutes` is the length where a line gives neither length nor end."""
    places, begin = _places(cells)
    read = (_read(number, row, places, usual_minutes) for number, row in enumerate(cells[begin:], start=begin + 1) if any(row))
    return list(read)


def _places(cells: Sequence[Sequence[str]]) -> tuple[dict[str, int], int]:
    """Where each column stands, and the index of the first line under the headings."""
    for top, row in enumerate(cells[:10]):
        named = {HEADINGS[word.casefold()]: place for place, word in enumerate(row) if word.casefold() in HEADINGS}
        if {"day", "time", "series", "number"} <= named.keys():
            return named, top + 1
    return {name: place for place, name in enumerate(COLUMNS)}, 0


def _read(line: int, row: Sequence[str], places: dict[str, int], usual_minutes: int) -> Line | BadLine:
    cell = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
    day, span, number = read_day(cell["day"]), _read_time(cell["time"]), _whole(cell["number"])
    minutes = _whole(cell["minutes"]) if cell.get("minutes") else (span[1] if span and span[1] else usual_minutes)
    channel = " ".join(cell.get("channel", "").split())
    reasons = [
        *([] if day else [say("Ngày cần có dạng 21/11/2026.")]),
        *([] if span else [say("Giờ cần có dạng 20:00 hoặc 20:00-20:30.")]),
        *([] if 0 < len(channel) <= 60 else [say("Thiếu tên kênh, hoặc tên dài quá 60 ký tự.")]),
        *([] if cell["series"] else [say("Thiếu tên loạt bài.")]),
        *([] if number and 0 < number < 10_000 else [say("Bài số cần là một số nguyên dương.")]),
        *([] if minutes and 0 < minutes <= 600 else [say("Số phút cần từ 1 đến 600.")]),
        *([] if len(cell.get("title", "")) <= 300 else [say("Tên bài dài quá 300 ký tự.")]),
    ]
    if reasons or day is None or span is None or number is None or minutes is None:
        return BadLine(line, " · ".join(filter(None, row))[:200], tuple(reasons))
    return Line(line, day, span[0], minutes, channel, cell["series"], number, cell.get("title", ""))


def read_day(text: str) -> date | None:
    """The day of `21/11/2026` or `2026-11-21`, of this century."""
    written, iso = _DAY.fullmatch(text), _ISO_DAY.fullmatch(text)
    parts = (written[3], written[2], written[1]) if written else iso.groups() if iso else None
    try:
        found = date(*map(int, parts)) if parts else None
    except ValueError:
        return None
    return found if found and 2000 <= found.year < 2100 else None


def _read_time(text: str) -> tuple[time, int | None] | None:
    """The beginning, and the minutes up to the end when one is given; an end before the beginning is on the next day."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    try:
        begins = time(int(found[1]), int(found[2] or 0))
        if found[3] is None:
            return begins, None
        ends = time(int(found[3]), int(found[4] or 0))
    except ValueError:
        return None
    return begins, (60 * (ends.hour - begins.hour) + ends.minute - begins.minute) % (24 * 60)


def _whole(text: str) -> int | None:
    tidy = text.strip().removesuffix(".0")
    return int(tidy) if tidy.isascii() and tidy.isdigit() and len(tidy) < 8 else None


def _cell_text(cell: Any) -> str:
    """A workbook's cell as its owner would type it."""
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y") if cell.time() == time() else cell.strftime("%H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, timedelta):
        return f"{int(cell.total_seconds()) // 3600}:{int(cell.total_seconds()) // 60 % 60:02d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell or "").split())

"""Excel workbooks: read with every limit checked before the reader unpacks them, written so that text stays text."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import zip_longest
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from core.errors import Invalid
from core.words import say

Read = str | int | float | bool | date | datetime | time | timedelta | None
"""A cell as it is read; empty cells are ''."""

Cell = str | int | Decimal | None
"""A cell as it is written."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 5_000
MOST_COLUMNS = 60
MOST_UNPACKED = 60_000_000
MOST_MEMBERS = 300
MOST_CHARACTERS = 20_000_000
"""Of the strings in all cells of a sheet: a file holds a string once, the reader copies it for each cell that names it."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST = 40
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
# The reader makes room for as many strings and styles as a file claims to have.
_COUNTS = re.compile(rb"""(?<![A-Za-z:])(?:unique)?count\s*=\s*(?:"[^"]*"|'[^']*')""", re.I)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_BROKEN = (
    CalamineError, zipfile.BadZipFile, etree.XMLSyntaxError, zlib.error, struct.error, RuntimeError, ValueError, IndexError, EOFError, OSError,
)  # fmt: skip
"""All that a torn or malicious workbook makes the libraries raise."""
UNREADABLE = say("Tệp này không phải là tệp Excel (.xlsx) đọc được. Hãy lưu lại dưới dạng .xlsx rồi thử lại.")
TOO_BIG = say("Bảng tính này lớn bất thường. Hãy chép danh sách sang tệp mẫu rồi thử lại.")
TOO_LONG = say("Danh sách dài quá %(most)d dòng. Hãy chia thành nhiều tệp.", most=MOST_ROWS)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a column may hold: offered as a list to choose from, and nothing else is refused."""

    title: str
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of texts to read and fill in: widths in characters; lists to choose from by column."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    choices: Mapping[int, Choices] = field(default_factory=dict)


def read_sheet(data: bytes) -> list[list[Any]]:
    """The cells of a workbook's first sheet (`Read` values), row by row. Raises Invalid, in words, for what is no reasonable table."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(_repacked(data)))
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except _BROKEN as broken:
        raise Invalid(UNREADABLE) from broken


def sheet_bytes(title: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]], *, decimals: int = 2) -> bytes:
    """One sheet with bold headings that stay in sight, columns as wide as what they hold, numbers as numbers with `decimals`."""
    out = BytesIO()
    with Workbook(out, OPTIONS) as book:
        page = book.add_worksheet(_name(title))
        page.write_row(0, 0, headings, book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}))
        page.freeze_panes(1, 0)
        number = book.add_format({"num_format": "0." + "0" * decimals})
        for place, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, Decimal):
                    page.write_number(place, column, float(cell), number)
                elif isinstance(cell, int):
                    page.write_number(place, column, cell)
                elif cell:
                    page.write_string(place, column, cell)
        for column, heading in enumerate(headings):
            longest = max([len(heading), *(len(str(row[column] or "")) for row in rows)])
            page.set_column(column, column, min(WIDEST, longest + 2))
        if rows:
            page.autofilter(0, 0, len(rows), len(headings) - 1)
    return out.getvalue()


def book_bytes(pages: Sequence[Page]) -> bytes:
    """Sheets of texts with headings that stay in sight; every cell is text, so that Excel makes no date of "1/2"."""
    out = BytesIO()
    with Workbook(out, OPTIONS) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheets = [book.add_worksheet(_name(page.title)) for page in pages]
        for sheet, page in zip(sheets, pages, strict=True):
            sheet.freeze_panes(1, 0)
            for column, width in enumerate(page.widths):
                sheet.set_column(column, column, width, text)
            for place, row in enumerate([page.headings, *page.rows]):
                for column, cell in enumerate(row):
                    if cell:
                        sheet.write_string(place, column, cell, text if place else head)
            _offer(book, sheet, page)
    return out.getvalue()


def _offer(book: Workbook, sheet: Worksheet, page: Page) -> None:
    """The lists stand in a sheet of their own, for Excel takes only 255 characters of a list in place."""
    offered = {column: each for column, each in page.choices.items() if each.values}
    if not offered:
        return
    lists = book.add_worksheet("Danh sách")
    for place, (column, each) in enumerate(offered.items()):
        lists.write_column(0, place, [each.title, *each.values])
        lists.set_column(place, place, WIDEST)
        letter = _letters(place + 1)
        source = f"='Danh sách'!${letter}$2:${letter}${len(each.values) + 1}"
        sheet.data_validation(1, column, MOST_ROWS, column, {"validate": "list", "source": source, "error_type": "information"})


def _name(title: str) -> str:
    """A sheet's name: at most 31 characters, none of those that Excel refuses."""
    return "".join(" " if char in "[]:*?/\\" else char for char in title).strip("' ")[:31] or "1"


def _repacked(data: bytes) -> bytes:
    """The workbook in a zip of our own making: what the reader sees was counted while it was unpacked, not by what it claims."""
    room = MOST_UNPACKED
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as found, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as clean:
        members = found.infolist()
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > room:
            raise Invalid(TOO_BIG)
        lengths = _lengths(found)
        for member in members:
            if member.flag_bits & 0x1:
                raise Invalid(say("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi thử lại."))
            if not member.filename.endswith((".xml", ".rels")):
                continue  # pictures and macros are not ours to read
            with found.open(member) as stream:
                content = stream.read(room + 1)
            room -= len(content)
            if room < 0:
                raise Invalid(TOO_BIG)
            content = _safe_sheet(content, lengths) if b"sheetData" in content else _COUNTS.sub(b"", content)
            clean.writestr(member.filename, content)
    return packed.getvalue()


def _lengths(book: zipfile.ZipFile) -> list[int]:
    """How long the strings are that cells name by their place; of two lists in one book the longer string counts."""
    lists = [_lengths_in(book, name) for name in book.namelist() if name.lower().endswith("sharedstrings.xml")]
    return [max(lengths) for lengths in zip_longest(*lists, fillvalue=0)]


def _lengths_in(book: zipfile.ZipFile, name: str) -> list[int]:
    with book.open(name) as stream:
        content = BytesIO(stream.read(MOST_UNPACKED))
    lengths = []
    for _, string in etree.iterparse(content, tag="{*}si", resolve_entities=False, no_network=True, huge_tree=False):
        lengths.append(sum(map(len, string.itertext())))
        string.clear()
    return lengths


def _safe_sheet(xml: bytes, lengths: Sequence[int]) -> bytes:
    """The cells of a sheet written anew, each at a place that was checked.

    The reader makes a full rectangle of what it finds, so two cells far apart, or one at a place that overflows its arithmetic,
    would take all memory and the process with it. Nothing of the original text reaches it but values.
    """
    lines: dict[int, list[str]] = {}
    row_number, column, room = 0, 0, MOST_CHARACTERS
    reading = etree.iterparse(
        BytesIO(xml), events=("start", "end"), tag=("{*}row", "{*}c"), resolve_entities=False, no_network=True, huge_tree=False
    )
    for event, element in reading:
        if etree.QName(element).localname == "row":
            if event == "start":
                row_number, column = _whole(element.get("r"), row_number + 1), 0
            else:
                element.clear()
        elif event == "end":
            row_number, column = _place(element.get("r"), row_number, column + 1)
            room -= _copied(element, lengths)
            written = _safe_cell(element, f"{_letters(column)}{row_number}")
            element.clear()
            if not written:
                continue
            if row_number > MOST_ROWS + 100:
                raise Invalid(TOO_LONG)
            if column > MOST_COLUMNS or room < 0:
                raise Invalid(TOO_BIG)
            lines.setdefault(row_number, []).append(written)
    rows = "".join(f'<row r="{number}">{"".join(cells)}</row>' for number, cells in sorted(lines.items()))
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def _safe_cell(element: Any, place: str) -> str:
    """A cell with its value, type and style only; empty when it has no value."""
    kind, style = element.get("t", "n"), element.get("s", "")
    if kind not in ("n", "s", "str", "inlineStr", "b", "d", "e"):
        raise Invalid(UNREADABLE)
    styled = f' s="{style}"' if style.isascii() and style.isdigit() and len(style) < 6 else ""
    if kind == "inlineStr":
        text = "".join(part.text or "" for part in element.iter("{*}t"))
        return f'<c r="{place}"{styled} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' if text else ""
    value = next((part.text for part in element.iter("{*}v")), None)
    return f'<c r="{place}"{styled} t="{kind}"><v>{escape(value)}</v></c>' if value else ""


def _copied(cell: Any, lengths: Sequence[int]) -> int:
    """How many characters of shared strings the cell makes the reader copy."""
    place = next((part.text or "" for part in cell.iter("{*}v")), "").strip() if cell.get("t") == "s" else ""
    return lengths[int(place)] if place.isascii() and place.isdigit() and len(place) < 8 and int(place) < len(lengths) else 0


def _whole(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 8):
        raise Invalid(UNREADABLE)
    return int(text)


def _place(text: str | None, row_number: int, column: int) -> tuple[int, int]:
    if text is None:
        return row_number, column
    found = _CELL.fullmatch(text)
    if found is None:
        raise Invalid(UNREADABLE)
    return int(found[2]), _column_number(found[1])


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number

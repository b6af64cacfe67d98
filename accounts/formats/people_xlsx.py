"""Lists of people as .xlsx: read with every limit checked before the file is unpacked, and written as text cells only."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from accounts.rules.people_import import COLUMNS, Cell, heading_map
from accounts.rules.person import GENDERS
from core.errors import Invalid
from core.words import Message, say

MOST_BYTES = 5_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 60
MOST_UNPACKED = 60_000_000
MOST_MEMBERS = 300
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
# The reader makes room for as many strings and styles as a file claims to have.
_COUNTS = re.compile(rb"""(?<![A-Za-z:])(?:unique)?count\s*=\s*(?:"[^"]*"|'[^']*')""", re.I)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

UNREADABLE = say("Tệp này không phải là tệp Excel (.xlsx) đọc được. Hãy lưu lại dưới dạng .xlsx rồi thử lại.")
TOO_BIG = say("Bảng tính này lớn bất thường. Hãy chép danh sách sang tệp mẫu rồi thử lại.")
TOO_LONG = say("Danh sách dài quá %(most)d dòng. Hãy chia thành nhiều tệp.", most=MOST_ROWS)
NO_HEADINGS = say("Không thấy dòng tiêu đề có cột “Họ và tên” trong 20 dòng đầu. Hãy dùng tệp mẫu.")


@dataclass(frozen=True)
class Sheet:
    """A list as read: where its columns are, its rows with their line numbers, and headings nobody knows."""

    headings: tuple[Cell, ...]
    rows: tuple[tuple[int, dict[str, Cell]], ...]
    unknown: tuple[str, ...]


def read_people(data: bytes) -> Sheet:
    """The first sheet of a workbook. Raises Invalid, in words, for anything that is not a reasonable list."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(_repacked(data)))
        cells: list[list[Any]] = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, etree.XMLSyntaxError, ValueError, IndexError, EOFError, OSError) as broken:
        raise Invalid(UNREADABLE) from broken
    return _sheet(cells)


def _sheet(cells: list[list[Any]]) -> Sheet:
    for top, headings in enumerate(cells[:20]):
        places, unknown = heading_map(headings)
        if "full_name" not in places.values():
            continue
        rows = []
        for line, row in enumerate(cells[top + 1 :], start=top + 2):
            named: dict[str, Cell] = {name: _cell(row[place]) for place, name in places.items() if place < len(row)}
            if any(value not in (None, "") for value in named.values()):
                rows.append((line, named))
        if len(rows) > MOST_ROWS:
            raise Invalid(TOO_LONG)
        if not rows:
            raise Invalid(say("Danh sách chưa có dòng nào dưới dòng tiêu đề."))
        return Sheet(tuple(places), tuple(rows), tuple(unknown))
    raise Invalid(NO_HEADINGS)


def _cell(value: Any) -> Cell:
    return value[:500] if isinstance(value, str) else value


def _repacked(data: bytes) -> bytes:
    """The workbook in a zip of our own making: what the reader sees was counted while it was unpacked, not by what it claims."""
    room = MOST_UNPACKED
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as found, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as clean:
        members = found.infolist()
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > room:
            raise Invalid(TOO_BIG)
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
            content = _safe_sheet(content) if b"sheetData" in content else _COUNTS.sub(b"", content)
            clean.writestr(member.filename, content)
    return packed.getvalue()


def _safe_sheet(xml: bytes) -> bytes:
    """The cells of a sheet written anew, each at a place that was checked.

    The reader makes a full rectangle of what it finds, so two cells far apart, or one at a place that overflows its arithmetic,
    would take all memory and the process with it. Nothing of the original text reaches it but values.
    """
    lines: dict[int, list[str]] = {}
    row_number, column = 0, 0
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
            written = _safe_cell(element, f"{_letters(column)}{row_number}")
            element.clear()
            if not written:
                continue
            if row_number > MOST_ROWS + 100:
                raise Invalid(TOO_LONG)
            if column > MOST_COLUMNS:
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


Translate = Callable[[Message], str]


def write_template(translate: Translate, roles: Sequence[Message]) -> bytes:
    """An empty list to fill in, with a second sheet that explains the columns and shows an example."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    head, text, note = _formats(book)
    sheet = book.add_worksheet(translate(say("Danh sách")))
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width, text)
        sheet.write_string(0, place, translate(column.heading), head)
    choices = {"gender": [translate(label) for label in GENDERS.values()], "role": [translate(label) for label in roles]}
    for place, column in enumerate(COLUMNS):
        if choices.get(column.name):
            sheet.data_validation(1, place, MOST_ROWS, place, {"validate": "list", "source": choices[column.name]})
    _write_guide(book.add_worksheet(translate(say("Hướng dẫn"))), translate, head, note)
    book.close()
    return out.getvalue()


def write_refused(translate: Translate, rows: Sequence[tuple[dict[str, str], Sequence[Message]]]) -> bytes:
    """The refused rows as they were given, with their reasons in the last column, ready to be mended and sent again."""
    headings = [*(translate(column.heading) for column in COLUMNS), translate(say("Lý do"))]
    lines = [[*(cells.get(column.name, "") for column in COLUMNS), " ".join(translate(why) for why in reasons)] for cells, reasons in rows]
    return write_table(translate(say("Dòng cần sửa")), headings, lines, [*(column.width for column in COLUMNS), 60])


def write_table(title: str, headings: Sequence[str], lines: Sequence[Sequence[str]], widths: Sequence[int]) -> bytes:
    """A plain table. Every cell is written as text, so nothing that a person typed can become a formula."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    head, text, _ = _formats(book)
    sheet = book.add_worksheet(title[:31])
    sheet.freeze_panes(1, 1)
    for place, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(place, place, width, text)
        sheet.write_string(0, place, heading, head)
    for number, line in enumerate(lines, start=1):
        for place, value in enumerate(line):
            sheet.write_string(number, place, value, text)
    book.close()
    return out.getvalue()


GUIDE = (
    (say("Họ và tên"), say("Bắt buộc."), "Nguyễn Thị Minh An"),
    (say("Tên đăng nhập"), say("Để trống thì hệ thống tự đặt theo mã số hoặc họ tên. Người đã có được nhận ra theo cột này."), "an.ntm"),
    (say("Mã số"), say("Mã học sinh, mã giáo viên; giữ nguyên số 0 ở đầu. Không trùng trong một đơn vị."), "00123456"),
    (say("Ngày sinh"), say("Ngày của Excel hoặc chữ theo dạng ngày/tháng/năm."), "05/09/2009"),
    (say("Giới tính"), say("Nam, Nữ hoặc Khác."), "Nữ"),
    (say("Số CCCD"), say("12 chữ số."), "001309012345"),
    (say("Lớp, nhóm"), say("Lớp chưa có sẽ được tạo trong năm học hiện tại."), "12A2"),
    (say("Vai trò"), say("Để trống thì theo vai trò chọn trên trang nhập."), "Học sinh"),
)


def _write_guide(sheet: Any, translate: Translate, head: Any, note: Any) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 2, 24)
    for place, title in enumerate((say("Cột"), say("Cách ghi"), say("Ví dụ"))):
        sheet.write_string(0, place, translate(title), head)
    for number, (heading, words, example) in enumerate(GUIDE, start=1):
        sheet.write_string(number, 0, translate(heading), note)
        sheet.write_string(number, 1, translate(words), note)
        sheet.write_string(number, 2, example, note)


def _formats(book: Any) -> tuple[Any, Any, Any]:
    head = book.add_format({"bold": True, "bg_color": "#EFE9DD", "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    return head, book.add_format({"num_format": "@"}), book.add_format({"text_wrap": True, "valign": "top"})

"""Lists of people as .xlsx: read with every limit checked before the file is unpacked, and written as text cells only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter

from accounts.rules.people_import import COLUMNS, Cell, heading_map
from accounts.rules.person import GENDERS
from core.errors import Invalid
from core.sheets import MOST_ROWS, TOO_LONG, read_sheet
from core.words import Message, say

MOST_BYTES = 5_000_000
NO_HEADINGS = say("Không thấy dòng tiêu đề có cột “Họ và tên” trong 20 dòng đầu. Hãy dùng tệp mẫu.")


@dataclass(frozen=True)
class Sheet:
    """A list as read: where its columns are, its rows with their line numbers, and headings nobody knows."""

    headings: tuple[Cell, ...]
    rows: tuple[tuple[int, dict[str, Cell]], ...]
    unknown: tuple[str, ...]


def read_people(data: bytes) -> Sheet:
    """The first sheet of a workbook. Raises Invalid, in words, for anything that is not a reasonable list."""
    return _sheet(read_sheet(data))


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

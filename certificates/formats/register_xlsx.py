"""The register book as Excel: the columns of the book, all as text or dates, no formula."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import xlsxwriter

from certificates.rules.content import Content
from certificates.rules.words import GENDERS, in_figures

COLUMNS = (
    ("STT", 6), ("Họ và tên", 28), ("Ngày sinh", 12), ("Nơi sinh", 24), ("Giới tính", 9), ("Dân tộc", 10), ("Số CCCD", 15),
    ("Loại chứng chỉ", 36), ("Ngày thi", 12), ("Số báo danh", 12), ("Kết quả", 34), ("Số hiệu", 22), ("Số vào sổ", 26),
    ("Quyết định số", 18), ("Ngày quyết định", 14), ("Ngày cấp", 12), ("Mã tra cứu", 22), ("Tình trạng", 14), ("Ghi chú", 40),
)  # fmt: skip
DATES = {"Ngày sinh", "Ngày thi", "Ngày quyết định", "Ngày cấp"}


@dataclass(frozen=True)
class RegisterLine:
    """A line of the book: what was printed, and what became of it."""

    content: Content
    revoked_on: date | None = None
    revocation: str = ""


def register_xlsx(lines: Iterable[RegisterLine], title: str) -> bytes:
    """The workbook. `title` is the book's name on its first row."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Sổ gốc")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(1)
    sheet.freeze_panes(2, 2)
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#F7EFCF"})
    day, text = book.add_format({"num_format": "dd/mm/yyyy", "border": 1}), book.add_format({"border": 1, "num_format": "@"})
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    for column, (name, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, name, head)
    for row, line in enumerate(lines, start=2):
        for column, ((name, _), value) in enumerate(zip(COLUMNS, cells_of(line, row - 1), strict=True)):
            if name in DATES and value:
                sheet.write_datetime(row, column, date.fromisoformat(value), day)
            else:
                sheet.write_string(row, column, value, text)
    book.close()
    return made.getvalue()


def cells_of(line: RegisterLine, index: int) -> list[str]:
    """The cells of a line, by COLUMNS; days as ISO text."""
    content, holder, result = line.content, line.content["holder"], line.content["result"]
    parts = "; ".join(f"{part['name']} {in_figures(Decimal(part['on_ten']))}" for part in result["parts"])
    return [
        str(index), holder["full_name"], holder["birth_on"] or "", holder["birth_place"], GENDERS.get(holder["gender"], ""),
        holder["ethnicity"], holder["citizen_id"], content["type"]["full_name"], content["exam"]["held_on"], result["candidate_number"],
        parts, content["serial"], content["number"], content["decision"]["number"], content["decision"]["decided_on"] or "",
        content["issued_on"], content["code"], "Đã thu hồi" if line.revoked_on else "Còn giá trị", line.revocation,
    ]  # fmt: skip

"""The register as Excel."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from certificates.formats.register_xlsx import COLUMNS, RegisterLine, register_xlsx
from tests.certificates.rules.test_content import content


def read(lines: list[RegisterLine]) -> list[list[object]]:
    sheet = load_workbook(BytesIO(register_xlsx(lines, "Sổ gốc cấp chứng chỉ năm 2026"))).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_columns_are_those_of_the_book() -> None:
    title, head, first = read([RegisterLine(content())])
    assert title[0] == "Sổ gốc cấp chứng chỉ năm 2026"
    assert head == [name for name, _ in COLUMNS]
    line = dict(zip(head, first, strict=True))
    assert (line["STT"], line["Họ và tên"], line["Số CCCD"], line["Số vào sổ"]) == (
        "1",
        "Nguyễn Thị Ánh Ngọc",
        "066198000412",
        "TTTH-CNTT-CB/2026/412",
    )
    assert getattr(line["Ngày sinh"], "date", lambda: None)() == date(1998, 2, 8)
    assert (line["Kết quả"], line["Tình trạng"]) == ("Trắc nghiệm 8,25; Thực hành 7,5", "Còn giá trị")


def test_revoked_line_says_so() -> None:
    line = read([RegisterLine(content(), date(2026, 12, 1), "Thu hồi ngày 01/12/2026, Quyết định số 15")])[2]
    assert line[-2:] == ["Đã thu hồi", "Thu hồi ngày 01/12/2026, Quyết định số 15"]


def test_name_that_looks_like_a_formula_stays_text() -> None:
    assert read([RegisterLine(content("=HYPERLINK(1)"))])[2][1] == "=HYPERLINK(1)"


def test_empty_register_has_its_head() -> None:
    assert len(read([])) == 2

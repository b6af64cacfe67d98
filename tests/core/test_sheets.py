"""The workbook: numbers as numbers, text as text, whatever a person typed."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from core.errors import Invalid
from core.sheets import read_sheet, sheet_bytes


def read(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()


def test_headings_and_cells_come_back_as_they_went_in() -> None:
    data = sheet_bytes("KT-01", ["STT", "Họ và tên", "Điểm"], [[1, "Đỗ Thị Ẩn", Decimal("8.25")], [2, "Lê Ước", None]])
    assert read(data) == [["STT", "Họ và tên", "Điểm"], [1, "Đỗ Thị Ẩn", 8.25], [2, "Lê Ước", ""]]


@pytest.mark.parametrize("typed", ["=1+1", "@SUM(A1)", "+84912345678", "-2", '=HYPERLINK("http://x")', "http://example.com", "0012"])
def test_what_a_person_typed_never_becomes_a_formula_or_a_number(typed: str) -> None:
    data = sheet_bytes("KT", ["Tên"], [[typed]])
    assert read(data)[1] == [typed]
    sheet = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


@pytest.mark.parametrize("title", ["a/b[c]:*?\\", "x" * 40, "", "'quoted'"])
def test_any_exam_code_makes_a_sheet(title: str) -> None:
    assert read(sheet_bytes(title, ["A"], [])) == [["A"]]


def test_a_string_that_many_cells_name_counts_for_each_of_them() -> None:
    book = sheet_bytes("A", ["Tên"], [["x"]] * 100)
    packed = BytesIO()
    with ZipFile(BytesIO(book)) as good, ZipFile(packed, "w") as target:
        for name in good.namelist():
            data = good.read(name)
            target.writestr(
                name, data.replace(b"<t>x</t>", b"<t>" + b"x" * 300_000 + b"</t>") if name.endswith("sharedStrings.xml") else data
            )
    with pytest.raises(Invalid):
        read_sheet(packed.getvalue())
    assert read_sheet(book)[1:] == [["x"]] * 100

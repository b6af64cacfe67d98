"""Lists of people from Excel, honest and hostile."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.formats.people_xlsx import read_people, write_refused, write_table, write_template
from core.errors import Invalid
from core.sheets import MOST_ROWS, TOO_BIG, TOO_LONG, UNREADABLE
from core.words import say

SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows: Sequence[object]) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(line, place, cell, day)
            elif isinstance(cell, str):
                sheet.write_string(line, place, cell)
            elif cell is not None:
                sheet.write_number(line, place, cell)  # type: ignore[arg-type]
    book.close()
    return out.getvalue()


def tampered(data: bytes, name: str, change: Callable[[bytes], bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as found, zipfile.ZipFile(out, "w", method) as made:
        for member in found.namelist():
            content = found.read(member)
            made.writestr(member, change(content) if member == name else content)
    return out.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(Invalid) as raised:
        read_people(data)
    return str(raised.value.message)


def test_a_list_is_read_with_its_line_numbers_and_types() -> None:
    headings = ["STT", "Họ và tên", "Mã số", "Ngày sinh", "Sở thích"]
    people = [[1, "Lê An", "007", date(2009, 9, 5), "cờ"], [None], [2, "Bình", 12, "1/2/2009"]]
    sheet = read_people(workbook(["DANH SÁCH LỚP 12A2"], [], headings, *people))
    assert [line for line, _ in sheet.rows] == [4, 6]
    assert sheet.rows[0][1] == {"full_name": "Lê An", "code": "007", "birth_on": date(2009, 9, 5)}
    assert sheet.rows[1][1]["birth_on"] == "1/2/2009"
    assert sheet.unknown == ("Sở thích",)


def test_the_template_can_be_read_back_once_filled() -> None:
    assert "chưa có dòng" in refusal(write_template(str, [say("Học sinh")]))


def test_refused_rows_can_be_mended_and_sent_again() -> None:
    data = write_refused(str, [({"full_name": "Lê An", "code": "007"}, [say("Hỏng."), say("Sai.")])])
    assert read_people(data).rows[0][1]["code"] == "007"
    assert read_people(data).unknown == ()


def test_nothing_a_person_typed_becomes_a_formula() -> None:
    data = write_table("t", ["a"], [['=HYPERLINK("http://evil")'], ["+1"], ["@x"]], [10])
    with zipfile.ZipFile(BytesIO(data)) as book:
        assert b"<f>" not in book.read(SHEET)


@pytest.mark.parametrize("data", [b"x", b"", b"PK\x03\x04" + b"\0" * 50, "Họ và tên,Mã".encode(), b"%PDF-1.7"])
def test_what_is_no_workbook_is_refused_in_words(data: bytes) -> None:
    assert refusal(data) == str(UNREADABLE)


def test_a_workbook_cut_short_is_refused_at_any_length() -> None:
    data = workbook(["Họ và tên"], *([f"Người {n}"] for n in range(50)))
    for length in range(0, len(data) - 1, 97):
        assert refusal(data[:length])


def test_broken_xml_inside_is_refused() -> None:
    data = workbook(["Họ và tên"], ["An"])
    assert refusal(tampered(data, SHEET, lambda xml: xml[: len(xml) // 2])) == str(UNREADABLE)


def test_a_zip_bomb_is_refused_without_being_unpacked() -> None:
    bomb = tampered(workbook(["Họ và tên"], ["An"]), SHEET, lambda xml: xml + b" " * 150_000_000)
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    assert refusal(bomb) == str(TOO_BIG)
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    data = tampered(workbook(["Họ và tên"], ["An"]), SHEET, lambda xml: xml + b" " * 90_000_000)
    with zipfile.ZipFile(BytesIO(data)) as book:
        real = next(member.file_size for member in book.infolist() if member.filename == SHEET)
    lying = data.replace(real.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != data
    assert refusal(lying) == str(UNREADABLE)


def test_two_cells_far_apart_do_not_fill_the_memory() -> None:
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    assert refusal(tampered(workbook(["Họ và tên"], ["An"]), SHEET, lambda xml: xml.replace(b"</sheetData>", far))) in (
        str(TOO_LONG),
        str(TOO_BIG),
    )


def test_an_empty_row_at_the_bottom_of_the_sheet_is_harmless() -> None:
    far = b'<row r="1048576" ht="12.8"><c r="A1048576" s="0"/></row></sheetData>'
    assert len(read_people(tampered(workbook(["Họ và tên"], ["An"]), SHEET, lambda xml: xml.replace(b"</sheetData>", far))).rows) == 1


@pytest.mark.parametrize("place", ["B299999999999999999999", "A0", "XFE1:A1", "-1", "a1", ""])
def test_a_cell_at_an_impossible_place_is_refused(place: str) -> None:
    xml = f'<row r="3"><c r="{place}" t="str"><v>x</v></c></row></sheetData>'.encode()
    assert refusal(tampered(workbook(["Họ và tên"], ["An"]), SHEET, lambda sheet: sheet.replace(b"</sheetData>", xml))) == str(UNREADABLE)


def test_a_file_that_claims_billions_of_strings_gets_no_room_for_them() -> None:
    claim = b' count="9999999999" uniqueCount="9999999999"'
    data = tampered(
        workbook(["Họ và tên"], ["An"]),
        "xl/sharedStrings.xml",
        lambda xml: xml.replace(b"<sst", b"<sst" + claim).replace(b' count="2" uniqueCount="2"', b""),
    )
    assert [cells["full_name"] for _, cells in read_people(data).rows] == ["An"]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_damaged_is_read_or_refused(data: st.DataObject) -> None:
    good = workbook(["Họ và tên", "Mã số", "Ngày sinh"], ["An", "007", date(2009, 9, 5)], ["Bình", 5.5, "1/1/2009"])
    with zipfile.ZipFile(BytesIO(good)) as book:
        name = data.draw(st.sampled_from([member for member in book.namelist() if member.startswith("xl/")]))
        length = len(book.read(name))
    place = data.draw(st.integers(0, length - 1))
    text = data.draw(st.sampled_from([b"", b"9" * 20, b'"', b"<", b">", b'<c r="A1048577"/>', b' count="99999999999"', b"\xff"]))
    try:
        read_people(tampered(good, name, lambda xml: xml[:place] + text + xml[place + data.draw(st.integers(0, 20)) :]))
    except Invalid as refused:
        assert str(refused.message)


def test_entities_are_not_expanded() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'

    def change(xml: bytes) -> bytes:
        head, _, rest = xml.partition(b"?>")
        return (
            head
            + b"?>"
            + laughs
            + rest.replace(b"</sheetData>", b'<row r="3"><c r="A3" t="inlineStr"><is><t>&c;</t></is></c></row></sheetData>')
        )

    data = tampered(workbook(["Họ và tên"], ["An"]), SHEET, change)
    try:
        names = [str(cells["full_name"]) for _, cells in read_people(data).rows]
    except Invalid:
        return
    assert all(len(name) < 100 for name in names)


def test_too_many_rows_are_refused() -> None:
    assert "5000" in refusal(workbook(["Họ và tên"], *([f"Người {n}"] for n in range(MOST_ROWS + 1))))


def test_a_list_without_the_heading_is_refused_with_what_to_do() -> None:
    assert "Họ và tên" in refusal(workbook(["Tên", "Tuổi"], ["An", 17]))

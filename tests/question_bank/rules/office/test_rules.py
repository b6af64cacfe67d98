"""Each rule finds what is there, says what it found, and does not find what is not there."""

from __future__ import annotations

import io
from datetime import date
from functools import cache

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.chart import BarChart, PieChart, StockChart

from core.words import say
from question_bank.rules.office import xlsx_charts
from question_bank.rules.office.contract import Asked
from question_bank.rules.office.look import look_at
from question_bank.rules.office.opening import open_work
from question_bank.rules.office.table import office_rules

from . import built

TRIED = {
    "docx": [
        ("style", "Chương 1", "heading 1", "", "Title"),
        ("text", "", "trường  em ở hà nội", "", "Huế"),
        ("text", "", "trường em ở hà nộj", "20", "trường em ở một tỉnh nào đó rất xa"),
        ("bold", "Hà Nội", "", "", None),
        ("size", "Hà Nội", "14", "", "13"),
        ("font", "Hà Nội", "times new roman", "", "Arial"),
        ("align", "Hà Nội", "giữa", "", "đều"),
        ("line_spacing", "Hà Nội", "1,5", "", "1"),
        ("first_line", "Hà Nội", "0", "", "1,27"),
        ("list", "Mục thứ nhất", "số", "", "dấu đầu dòng"),
        ("header", "", "Chu Văn An", "", "Nguyễn Du"),
        ("page_number", "", "", "", None),
        ("page_size", "", "A4", "", "A5"),
        ("page_size", "", "21 x 29,7", "", "20 x 29,7"),
        ("orientation", "", "ngang", "", "dọc"),
        ("margin", "trái", "3", "", "2"),
        ("margin", "trái", "2,8", "0,2", "2,7"),
        ("table", "", "3 x 4", "", "4 x 3"),
        ("picture", "", "1", "", "2"),
        ("toc", "", "", "", None),
    ],
    "xlsx": [
        ("value", "B3", "8,25", "", "8"),
        ("value", "Diem!B3", "8", "0,25", "9"),
        ("value", "A2", "an", "", "Bình"),
        ("formula", "D1", "sum", "", "IF"),
        ("number_format", "B2", "#,##0.00", "", "0%"),
        ("bold", "A1", "", "", None),
        ("chart", "Diem", "cột", "", "tròn"),
        ("chart_source", "", "A1:B4", "", "A1:B3"),
        ("chart_source", "", "Diem!B2:B4", "", "Khác!B2:B4"),
        ("sheet", "", "diem", "", "Sheet1"),
        ("sort", "B2:B4", "giảm", "", "tăng"),
        ("filter", "", "A1:B4", "", "A1:C4"),
        ("conditional", "B2:B4", ">=8", "", "<8"),
        ("freeze", "", "A2", "", "B1"),
        ("merge", "A6:B6", "", "", None),
        ("orientation", "", "ngang", "", "dọc"),
        ("page_size", "", "A4", "", "A3"),
        ("print_area", "", "A1:B4", "", "A1:B5"),
    ],
    "pptx": [
        ("slides", "", "2", "", "3"),
        ("slide_size", "", "4:3", "", "16:9"),
        ("title", "1", "năng lượng mặt trời", "", "Gió"),
        ("text", "", "mặt trời", "", "mặt trăng"),
        ("layout", "1", "title slide", "", "Blank"),
        ("transition", "1", "fade", "", "push"),
        ("animation", "2", "1", "", "2"),
        ("picture", "2", "", "", "2"),
        ("table", "", "1", "", "2"),
        ("notes", "1", "chào", "", "tạm biệt"),
    ],
}
EVERY = [(app, *row) for app, rows in TRIED.items() for row in rows]


@cache
def made(app: str) -> bytes:
    return {"docx": built.word, "xlsx": built.excel, "pptx": built.powerpoint}[app]()


@cache
def opened(app: str) -> object:
    return open_work(app, made(app))


@pytest.mark.parametrize(("app", "code", "where", "expected", "tolerance", "wrong"), EVERY)
def test_a_rule_finds_what_is_there_and_nothing_else(
    app: str, code: str, where: str, expected: str, tolerance: str, wrong: str | None
) -> None:
    rule = office_rules(app)[code]
    seen = rule.look(opened(app), Asked(where, expected, tolerance))
    assert seen.ok, str(seen.found)
    assert seen.found is not None and str(seen.found)
    assert wrong is None or not rule.look(opened(app), Asked(where, wrong, tolerance)).ok


@pytest.mark.parametrize(("app", "code"), [("docx", "footer"), ("pptx", "chart"), ("pptx", "footer"), ("pptx", "number")])
def test_what_is_not_there_is_not_found(app: str, code: str) -> None:
    assert not office_rules(app)[code].look(opened(app), Asked("", "gì đó" if code == "footer" else "", "")).ok


@pytest.mark.parametrize(("code", "where"), [("italic", "Hà Nội"), ("underline", "Hà Nội"), ("bold", "Trường em")])
def test_text_that_is_not_emphasised_is_said_to_be_plain(code: str, where: str) -> None:
    seen = office_rules("docx")[code].look(opened("docx"), Asked(where))
    assert not seen.ok and str(seen.found) == "không"


def test_the_types_of_charts_are_words_that_can_be_translated() -> None:
    found = xlsx_charts.names_of([PieChart(), BarChart(), BarChart(), StockChart()])
    assert str(found) == "tròn, cột, stockChart"
    assert xlsx_charts.names_of([BarChart()]) == say("cột")
    assert xlsx_charts.names_of([]) is None


def test_every_rule_is_tried() -> None:
    for app in TRIED:
        tried = {row[0] for row in TRIED[app]} | {"italic", "underline", "footer", "chart", "number"}
        assert set(office_rules(app)) <= tried


@pytest.mark.parametrize(
    ("app", "code", "where", "expected"),
    [
        ("docx", "style", "không có chữ này", "Heading 1"), ("docx", "margin", "giữa", "3"), ("xlsx", "value", "ô nào đó", "1"),
        ("xlsx", "value", "Khác!A1", "1"), ("xlsx", "sort", "A:XFD", "tăng"), ("xlsx", "sort", "A1:XFD1048576", "tăng"),
        ("pptx", "title", "99", "gì"), ("pptx", "layout", "một", "gì"), ("docx", "lạ", "", ""),
    ],
)  # fmt: skip
def test_a_place_that_does_not_exist_is_said_and_earns_nothing(app: str, code: str, where: str, expected: str) -> None:
    (seen,) = look_at(app, [(code, Asked(where, expected))], made(app))
    assert not seen.ok and str(seen.found)


def test_a_typed_number_is_no_formula_and_an_uncomputed_formula_is_said_to_be_so() -> None:
    typed, uncomputed = look_at("xlsx", [("formula", Asked("D2")), ("value", Asked("D1", "24,75"))], made("xlsx"))
    assert (typed.ok, str(typed.found)) == (False, "không phải công thức")
    assert not uncomputed.ok and "chưa được tính" in str(uncomputed.found)


@pytest.mark.parametrize(
    ("column", "way", "is_sorted"),
    [
        (("An", "Đức", "Em"), "tăng", True),
        (("Ánh", "Bình"), "tăng", True),
        (("Em", "Đức", "An"), "giảm", True),
        (("An", "Em", "Đức"), "tăng", False),
        ((1, 2, "vắng"), "tăng", True),
        (("vắng", 2, 1), "giảm", True),
        ((1, "vắng", 2), "tăng", False),
        ((1, date(2026, 1, 1), "x", True), "tăng", True),
    ],
)
def test_words_are_sorted_as_people_sort_them(column: tuple[object, ...], way: str, is_sorted: bool) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for value in column:
        sheet.append([value])
    file = io.BytesIO()
    book.save(file)
    asked = Asked(f"A1:A{len(column)}", way, "")
    assert office_rules("xlsx")["sort"].look(open_work("xlsx", file.getvalue()), asked).ok is is_sorted


@pytest.mark.parametrize(("said", "expected"), [("end", "phải"), ("start", "trái"), ("both", "đều"), ("right", "phải"), ("center", "giữa")])
def test_alignment_is_read_as_either_program_writes_it(said: str, expected: str) -> None:
    document = docx.Document()
    line = document.add_paragraph("Hà Nội")
    line._p.get_or_add_pPr().append(parse_xml(f'<w:jc {nsdecls("w")} w:val="{said}"/>'))
    file = io.BytesIO()
    document.save(file)
    assert office_rules("docx")["align"].look(open_work("docx", file.getvalue()), Asked("Hà Nội", expected, "")).ok

"""Rules over a workbook (openpyxl)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from openpyxl.utils.cell import range_boundaries

from core.folding import fold
from core.words import say
from question_bank.rules.office import compare, xlsx_charts
from question_bank.rules.office.contract import Asked, NotThere, Rule, Seen, plain
from question_bank.rules.office.workbook import Workbook

MOST_CELLS = 20_000
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_FUNCTION = re.compile(r"([A-Z][A-Z0-9.]*)\(")
_PAPERS = MappingProxyType({"8": "A3", "9": "A4", "11": "A5", "1": "Letter"})
_WAYS = {"landscape": ("ngang", "landscape"), "portrait": ("dọc", "portrait")}
_SORTS = {"up": ("tăng", "tăng dần", "ascending"), "down": ("giảm", "giảm dần", "descending")}
_SIGNS = MappingProxyType(
    {
        "greaterThan": ">", "lessThan": "<", "equal": "=", "greaterThanOrEqual": ">=", "lessThanOrEqual": "<=", "notEqual": "<>",
        "between": "between", "notBetween": "notBetween",
    }
)  # fmt: skip


def _sheets(book: Any, name: str) -> list[Any]:
    """The sheet of that name, or every sheet for an empty one; NotThere when there is none."""
    found = [sheet for sheet in book.worksheets if not name or compare.same_text(sheet.title, name)]
    if not found:
        raise NotThere(say("Không có trang tính “%(name)s”.", name=name[:60]))
    return found


def _split(where: str) -> tuple[str, str]:
    """("Tên trang", "B2:C9") of an address as people write it."""
    sheet, _, cells = where.rpartition("!")
    return sheet.strip("'\" "), cells.replace("$", "").replace(" ", "").upper()


def _cell(book: Any, where: str) -> Any:
    sheet, name = _split(where)
    if not _CELL.fullmatch(name):
        raise NotThere(say("“%(where)s” không phải địa chỉ ô.", where=where[:60]))
    return _sheets(book, sheet)[0][name]


def value(book: Workbook, asked: Asked) -> Seen:
    cell = _cell(book.computed, asked.where)
    if cell.value is None and _cell(book.typed, asked.where).value is not None:
        return Seen(False, say("công thức chưa được tính: hãy mở tệp xem"), asked.where)
    found = _written(cell.value)
    ok = compare.within(found, asked.expected, asked.tolerance) or compare.same_text(found, asked.expected)
    return Seen(ok, plain(found) if found else None, asked.where)


def _written(value: object) -> str:
    """A cell's value as a person would type it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == datetime.min.time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else f"{value:.12g}" if isinstance(value, float) else str(value)


def formula(book: Workbook, asked: Asked) -> Seen:
    written = _formula(_cell(book.typed, asked.where).value)
    if not written:
        return Seen(False, say("không phải công thức"), asked.where)
    used = set(_FUNCTION.findall(written.upper().replace("_XLFN.", "")))
    wanted = {name.strip().upper() for name in re.split(r"[,; ]+", asked.expected) if name.strip()}
    return Seen(wanted <= used, plain(written), asked.where)


def _formula(value: object) -> str:
    """The text of a cell's formula, "" for a typed value; an array formula is an object of its own."""
    text = getattr(value, "text", value)
    return text if isinstance(text, str) and text.startswith("=") else ""


def number_format(book: Workbook, asked: Asked) -> Seen:
    found = str(_cell(book.typed, asked.where).number_format)
    return Seen(_bare(found) == _bare(asked.expected), plain(found), asked.where)


def _bare(code: str) -> str:
    return re.sub(r"[\s\\\"]", "", code).casefold()


def bold(book: Workbook, asked: Asked) -> Seen:
    ok = bool(_cell(book.typed, asked.where).font.b)
    return Seen(ok, say("có") if ok else say("không"), asked.where)


def chart(book: Workbook, asked: Asked) -> Seen:
    charts = [each for sheet in _sheets(book.typed, asked.where) for each in xlsx_charts.charts_of(sheet)]
    wanted = compare.chosen(asked.expected, xlsx_charts.TYPES) if asked.expected else None
    ok = any(wanted is None or xlsx_charts.type_of(each) == wanted for each in charts)
    return Seen(ok, xlsx_charts.names_of(charts))


def chart_source(book: Workbook, asked: Asked) -> Seen:
    charts = [each for sheet in _sheets(book.typed, asked.where) for each in xlsx_charts.charts_of(sheet)]
    sources = [xlsx_charts.sources_of(each) for each in charts]
    ok = any(xlsx_charts.draws(source, asked.expected) for source in sources)
    return Seen(ok, plain("; ".join(", ".join(each) for each in sources)) if any(sources) else None)


def sheet(book: Workbook, asked: Asked) -> Seen:
    names = [each.title for each in book.typed.worksheets]
    return Seen(any(compare.same_text(name, asked.expected) for name in names), plain(", ".join(names)))


def sorting(book: Workbook, asked: Asked) -> Seen:
    values = [value for value in _values(book.computed, asked.where) if value is not None]
    keys = [_sort_key(value) for value in values]
    way = compare.chosen(asked.expected, _SORTS)
    ok = len(keys) > 1 and keys == sorted(keys, reverse=way == "down")
    return Seen(ok, plain(", ".join(_written(value) for value in values[:8])) if values else None, asked.where)


def _sort_key(value: Any) -> tuple[int, Any]:
    """Numbers before dates before words before truths, as spreadsheets have them. Words as if without marks: where đ and ă stand hangs on the
    language of the program that sorted."""
    if isinstance(value, bool):
        return 3, value
    if isinstance(value, int | float):
        return 0, value
    return (2, fold(value)) if isinstance(value, str) else (1, str(value))


def _values(book: Any, where: str) -> Iterator[Any]:
    """The values of a range, row by row, without the cells that do not exist; NotThere for no range or an endless one."""
    name, cells = _split(where)
    try:
        left, top, right, bottom = range_boundaries(cells)
    except (ValueError, TypeError) as no_range:
        raise NotThere(say("“%(where)s” không phải vùng ô.", where=where[:60])) from no_range
    if None in (left, top, right, bottom) or (right - left + 1) * (bottom - top + 1) > MOST_CELLS:
        raise NotThere(say("“%(where)s” không phải vùng ô.", where=where[:60]))
    for row in _sheets(book, name)[0].iter_rows(top, bottom, left, right, values_only=True):
        yield from row


def filtering(book: Workbook, asked: Asked) -> Seen:
    sheets = _sheets(book.typed, asked.where)
    refs = [sheet.auto_filter.ref for sheet in sheets if sheet.auto_filter.ref]
    refs += [table.autoFilter.ref for sheet in sheets for table in sheet.tables.values() if table.autoFilter is not None]
    wanted = _split(asked.expected)[1]
    return Seen(any(not wanted or ref == wanted for ref in refs), plain(", ".join(map(str, refs))) if refs else None)


def conditional(book: Workbook, asked: Asked) -> Seen:
    name, cells = _split(asked.where)
    found = [
        (str(ranges.sqref), _condition(rule))
        for sheet in _sheets(book.typed, name)
        for ranges in sheet.conditional_formatting
        for rule in ranges.rules
    ]
    wanted = re.sub(r"\s", "", asked.expected).casefold()
    fits = [(ref, said) for ref, said in found if (not cells or cells in ref.split()) and (not wanted or said.casefold() == wanted)]
    return Seen(bool(fits), plain("; ".join(f"{ref}: {said}" for ref, said in found)) if found else None)


def _condition(rule: Any) -> str:
    """A condition in one word: ">8", "top10", "colorScale"."""
    written = ";".join(str(each) for each in rule.formula or ())
    return re.sub(r"\s", "", f"{_SIGNS.get(rule.operator or '', '')}{written}" if rule.type == "cellIs" else str(rule.type))


def freeze(book: Workbook, asked: Asked) -> Seen:
    panes = [str(sheet.freeze_panes) for sheet in _sheets(book.typed, asked.where) if sheet.freeze_panes]
    wanted = _split(asked.expected)[1]
    return Seen(any(not wanted or each == wanted for each in panes), plain(", ".join(panes)) if panes else None)


def merge(book: Workbook, asked: Asked) -> Seen:
    name, cells = _split(asked.where)
    ranges = [str(each) for each in _sheets(book.typed, name)[0].merged_cells.ranges]
    return Seen(cells in ranges, plain(", ".join(ranges[:20])) if ranges else None, asked.where)


def orientation(book: Workbook, asked: Asked) -> Seen:
    way = _sheets(book.typed, asked.where)[0].page_setup.orientation or "portrait"
    return Seen(way == compare.chosen(asked.expected, _WAYS), say("trang ngang") if way == "landscape" else say("trang dọc"))


def page_size(book: Workbook, asked: Asked) -> Seen:
    found = _PAPERS.get(str(_sheets(book.typed, asked.where)[0].page_setup.paperSize), "?")
    return Seen(compare.same_text(found, asked.expected), plain(found))


def print_area(book: Workbook, asked: Asked) -> Seen:
    found = _sheets(book.typed, asked.where)[0].print_area or ""
    return Seen(_split(found)[1] == _split(asked.expected)[1], plain(found) if found else None)


_ADDRESS = say("Ô, ví dụ B7 hoặc Diem!B7")
_SHEET = say("Tên trang tính")

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "value": Rule(say("Giá trị ô"), value, _ADDRESS, say("Số hoặc chữ"), needs_where=True, needs_expected=True, tolerance=say("±")),
        "formula": Rule(say("Ô là công thức"), formula, _ADDRESS, say("Hàm phải dùng, ví dụ SUM, IF"), needs_where=True),
        "number_format": Rule(
            say("Định dạng số"), number_format, _ADDRESS, say("Mã định dạng, ví dụ #,##0"), needs_where=True, needs_expected=True
        ),
        "bold": Rule(say("Chữ đậm"), bold, _ADDRESS, needs_where=True),
        "chart": Rule(say("Biểu đồ"), chart, _SHEET, say("cột, thanh, đường, tròn, miền, phân tán")),
        "chart_source": Rule(say("Dữ liệu của biểu đồ"), chart_source, _SHEET, say("Vùng, ví dụ A1:B6"), needs_expected=True),
        "sheet": Rule(say("Tên trang tính"), sheet, None, say("Tên phải có"), needs_expected=True),
        "sort": Rule(say("Sắp xếp"), sorting, say("Cột, ví dụ C2:C20"), say("tăng hoặc giảm"), needs_where=True, needs_expected=True),
        "filter": Rule(say("Bộ lọc"), filtering, _SHEET, say("Vùng, ví dụ A1:D20")),
        "conditional": Rule(say("Định dạng có điều kiện"), conditional, say("Vùng, ví dụ C2:C20"), say("Điều kiện, ví dụ >=8")),
        "freeze": Rule(say("Cố định dòng, cột"), freeze, _SHEET, say("Ô đầu tiên không cố định, ví dụ A2")),
        "merge": Rule(say("Gộp ô"), merge, say("Vùng, ví dụ A1:D1"), needs_where=True),
        "orientation": Rule(say("Hướng giấy"), orientation, _SHEET, say("ngang hoặc dọc"), needs_expected=True),
        "page_size": Rule(say("Khổ giấy"), page_size, _SHEET, say("A3, A4, A5 hoặc Letter"), needs_expected=True),
        "print_area": Rule(say("Vùng in"), print_area, _SHEET, say("Vùng, ví dụ A1:F20"), needs_expected=True),
    }
)

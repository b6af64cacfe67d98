"""A table as an Excel workbook. Text stays text: nothing that a person typed ever becomes a formula or a link."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook

Cell = str | int | Decimal | None
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST = 40


def sheet_bytes(title: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """One sheet with bold headings that stay in sight, columns as wide as what they hold, numbers as numbers."""
    out = BytesIO()
    with Workbook(out, OPTIONS) as book:
        page = book.add_worksheet(_name(title))
        page.write_row(0, 0, headings, book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}))
        page.freeze_panes(1, 0)
        number = book.add_format({"num_format": "0.00"})
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


def _name(title: str) -> str:
    """A sheet's name: at most 31 characters, none of those that Excel refuses."""
    return "".join(" " if char in "[]:*?/\\" else char for char in title).strip("' ")[:31] or "1"

"""Office files made for tests, each with one thing of every kind that rules look for."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pptx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from pptx.util import Inches

PICTURE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Chương 1. Mở đầu", level=1)
    line = document.add_paragraph("Trường em ở ")
    line.add_run("Hà").bold = True
    line.add_run(" Nội").bold = True
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.line_spacing = 1.5
    for run in line.runs:
        run.font.size, run.font.name = Pt(14), "Times New Roman"
    document.add_paragraph("Mục thứ nhất", style="List Number")
    document.add_table(rows=3, cols=4)
    document.add_picture(io.BytesIO(PICTURE))
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.left_margin = Cm(3)
    section.header.paragraphs[0].text = "Trường THPT Chu Văn An"
    _field(section.footer.paragraphs[0], "PAGE")
    _field(document.add_paragraph(), 'TOC \\o "1-3"')
    return _saved(document.save)


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def excel() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Diem"
    for row in (("Tên", "Điểm"), ("An", 9.5), ("Bình", 8.25), ("Cúc", 7)):
        sheet.append(row)
    sheet["D1"], sheet["D2"] = "=SUM(B2:B4)", 24.75
    sheet["B2"].number_format, sheet["A1"].font = "#,##0.00", openpyxl.styles.Font(bold=True)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=4))
    sheet.add_chart(chart, "F2")
    sheet.conditional_formatting.add("B2:B4", CellIsRule(operator="greaterThanOrEqual", formula=["8"]))
    sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_area = "A1:B4", "A2", "A1:B4"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.merge_cells("A6:B6")
    return _saved(book.save)


def powerpoint() -> bytes:
    deck = pptx.Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text_frame.text = "Năng lượng mặt trời"
    first.notes_slide.notes_text_frame.text = "Chào lớp"
    etree.SubElement(etree.SubElement(first._element, qn_p("transition")), qn_p("fade"))
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.add_picture(io.BytesIO(PICTURE), 0, 0, Inches(1), Inches(1))
    second.shapes.add_table(2, 2, 0, 0, Inches(2), Inches(1))
    etree.SubElement(etree.SubElement(second._element, qn_p("timing")), qn_p("cTn"), presetClass="entr")
    return _saved(deck.save)


def qn_p(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/presentationml/2006/main}}{name}"


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    kept = io.BytesIO()
    save(kept)
    return kept.getvalue()


def rezipped(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same package with every part passed through `change(name, bytes)`."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return kept.getvalue()

"""A Word document as paragraphs and tables: runs merged, automatic numbers written out, formulas as LaTeX, pictures kept."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from core.words import Message, say
from question_bank.formats.contract import Limits, UnreadableFile
from question_bank.formats.media import MediaShelf
from question_bank.formats.word import styles, symbol_fonts
from question_bank.formats.word.numbering import DEEPEST, Numbering
from question_bank.formats.word.omml import Converter, M, W
from question_bank.formats.word.package import Package
from question_bank.formats.word.pictures import Pictures, text_boxes
from question_bank.formats.word.rich import Marks, Rich, Thing, joined, plain, thing
from question_bank.formats.xml import Element

LONGEST = 3_000_000
"""Characters of a whole document; a book of a thousand pages has half of it."""
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CONTAINERS = frozenset(
    {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo", "ruby", "rubyBase"}
)
_SILENT = frozenset(
    "pPr rPr bookmarkStart bookmarkEnd proofErr commentRangeStart commentRangeEnd commentReference annotationRef permStart permEnd del moveFrom "
    "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd lastRenderedPageBreak delText delInstrText fldChar softHyphen sectPr "
    "sdtPr sdtEndPr smartTagPr customXmlPr rubyPr rt footnoteRef endnoteRef separator continuationSeparator pgNum tblPr tblGrid trPr tcPr".split()
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffc]")
_NOTE = say("Chú thích cuối trang không được đọc.")
_HIDDEN = say("Chữ ẩn (hidden) bị bỏ.")
_FIELD = say("Công thức dạng trường EQ chưa đọc được; hãy viết lại bằng công thức của Word.")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each a list of blocks; `spans` are (columns, rows) of each cell, (1, 0) for one that a cell above covers."""

    rows: tuple[tuple[tuple[Block, ...], ...], ...]
    spans: tuple[tuple[tuple[int, int], ...], ...]


Block = Rich | Table
"""A paragraph (with line ends and tabs as characters) or a table."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, in order, and what is to be said of it as a whole."""

    blocks: tuple[Block, ...]
    notes: tuple[Message, ...]


def read(package: Package, shelf: MediaShelf, limits: Limits) -> Document:
    """Every block of the document; raises UnreadableFile."""
    part = package.main_part()
    root = package.xml(part)
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise UnreadableFile(say("Tệp nén này không phải tệp Word (.docx)."))
    reader = _Reader(package, part, shelf, limits)
    return Document(tuple(reader.blocks(body)), tuple(reader.notes()))


class _Reader:
    def __init__(self, package: Package, part: str, shelf: MediaShelf, limits: Limits) -> None:
        targets = package.relationships(part)
        folder = part.rpartition("/")[0]

        def beside(name: str) -> Element | None:
            return package.xml(f"{folder}/{name}" if folder else name)

        self._styles = styles.Styles(beside("styles.xml"))
        self._numbering = Numbering(beside("numbering.xml"))
        self._pictures = Pictures(package, targets, shelf, limits)
        self._left = LONGEST
        self._was_decomposed = False
        self._skipped: dict[str, None] = {}

    def notes(self) -> Iterator[Message]:
        if self._pictures.equations:
            yield say(
                "Tệp có %(n)d công thức MathType. Trong Word, chọn MathType > Convert Equations > Microsoft Word equation rồi nhập lại.",
                n=self._pictures.equations,
            )
        if self._was_decomposed:
            yield say("Tệp dùng tiếng Việt tổ hợp; chữ đã được đưa về dựng sẵn.")
        if self._skipped:
            yield say("Phần không đọc được đã bị bỏ: %(names)s.", names=", ".join(self._skipped)[:200])

    def blocks(self, parent: Element) -> Iterator[Block]:
        for child in parent:
            name = _name(child)
            if child.tag == W + "p":
                yield self._paragraph(child)
            elif child.tag == W + "tbl":
                yield self._table(child)
            elif name in _CONTAINERS:
                yield from self.blocks(child)
            elif child.tag == _MC + "AlternateContent":
                yield from self.blocks(_chosen(child))
            elif child.tag in (M + "oMathPara", M + "oMath"):
                yield self._formula(child)
            elif name not in _SILENT:
                self._skipped[name] = None

    def _table(self, element: Element) -> Table:
        rows, spans = [], []
        for row in _rows(element):
            cells = [cell for cell in _inside(row, "tc")]
            rows.append(tuple(tuple(self.blocks(cell)) for cell in cells))
            spans.append([_span(cell) for cell in cells])
        return Table(tuple(rows), _with_rows(spans))

    def _paragraph(self, element: Element) -> Rich:
        properties = element.find(W + "pPr")
        named = None if properties is None else properties.find(W + "pStyle")
        style = "" if named is None else named.get(W + "val", "")
        label = self._label(properties, style)
        made = joined([label, *self._pieces(element, style)])
        self._left -= len(made.text)
        if self._left < 0:
            raise UnreadableFile(say("Tệp Word dài quá %(n)d ký tự.", n=LONGEST))
        return self._composed(made)

    def _label(self, properties: Element | None, style: str) -> Rich:
        direct, styled = styles.numbers_of(properties), self._styles.list_of(style)
        list_id, depth = direct or styled or ("", "")
        if styled:
            list_id, depth = list_id or styled[0], depth or styled[1]
        if not list_id or list_id == "0":
            return Rich()
        at = int(depth) if depth.isascii() and depth.isdigit() and len(depth) < 3 else 0
        text = self._numbering.label(list_id, min(at, DEEPEST - 1))
        return plain(text, self._styles.marks(style, None if properties is None else properties.find(W + "rPr")))

    def _pieces(self, parent: Element, style: str) -> Iterator[Rich]:
        for child in parent:
            name = _name(child)
            if child.tag == W + "r":
                yield from self._run(child, style)
            elif child.tag in (M + "oMath", M + "oMathPara"):
                yield self._formula(child)
            elif child.tag == _MC + "AlternateContent":
                yield from self._pieces(_chosen(child), style)
            elif name in _CONTAINERS:
                yield from self._pieces(child, style)
            elif name not in _SILENT:
                yield thing(Thing("", reasons=(_unknown(name),)))

    def _run(self, run: Element, style: str) -> Iterator[Rich]:
        properties = run.find(W + "rPr")
        if styles.is_hidden(properties):
            if any(child.tag == W + "t" and (child.text or "").strip() for child in run):
                yield thing(Thing("", reasons=(_HIDDEN,)))
            return
        marks = self._styles.marks(style, properties)
        for child in run:
            yield from self._run_child(child, marks, style)

    def _run_child(self, child: Element, marks: Marks, style: str) -> Iterator[Rich]:
        match _name(child):
            case "t" | "tab" | "ptab" | "br" | "cr" | "noBreakHyphen":
                yield plain(_text(child), marks)
            case "sym":
                yield _symbol(child, marks)
            case "drawing" | "pict" | "object" as name:
                yield from self._drawn(child, name)
            case "AlternateContent":
                for each in _chosen(child):
                    yield from self._run_child(each, marks, style)
            case "ruby":
                yield from self._pieces(child, style)
            case name:
                yield from _left_out(child, name)

    def _drawn(self, element: Element, name: str) -> Iterator[Rich]:
        boxes = text_boxes(element)
        for box in boxes:
            for block in self.blocks(box):
                yield plain("\n")
                yield block if isinstance(block, Rich) else thing(Thing(table_html(block), is_block=True))
            yield plain("\n")
        read = {"drawing": self._pictures.drawing, "pict": self._pictures.vml, "object": self._pictures.embedded}[name]
        for found in read(element):
            if not boxes or found.media:
                yield thing(found)

    def _formula(self, element: Element) -> Rich:
        if element.tag == M + "oMathPara":
            return joined([self._formula(each) for each in element.iterchildren(M + "oMath")])
        converter = Converter()
        latex = converter.latex(element)
        if not latex:
            return Rich()
        unknown = ", ".join(converter.unknown)[:100]
        reasons = (say("Công thức có phần chưa hiểu (%(names)s), đã giữ phần chữ.", names=unknown),) if unknown else ()
        return thing(Thing(f"\\({html.escape(latex, quote=False)}\\)", words=latex, reasons=reasons))

    def _composed(self, rich: Rich) -> Rich:
        """The same in NFC; a mark typed in a run of its own joins the letter before it."""
        if unicodedata.is_normalized("NFC", rich.text):
            return rich
        self._was_decomposed = True
        text: list[str] = []
        cells = []
        for c, cell in zip(rich.text, rich.cells, strict=True):
            whole = unicodedata.normalize("NFC", text[-1] + c) if text and unicodedata.combining(c) else ""
            if len(whole) == 1:
                text[-1] = whole
            else:
                single = unicodedata.normalize("NFC", c)
                text.append(single if len(single) == 1 else c)
                cells.append(cell)
        return Rich("".join(text), tuple(cells))


def table_html(table: Table) -> str:
    """The table as html, its cells' paragraphs and tables inside."""
    rows = []
    for cells, spans in zip(table.rows, table.spans, strict=True):
        shown = [
            f"<td{_attribute('colspan', columns)}{_attribute('rowspan', rows_)}>{_cell_html(cell)}</td>"
            for cell, (columns, rows_) in zip(cells, spans, strict=True)
            if rows_
        ]
        rows.append(f"<tr>{''.join(shown)}</tr>")
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _cell_html(blocks: tuple[Block, ...]) -> str:
    shown = [table_html(block) if isinstance(block, Table) else block.html() for block in blocks]
    return "<br>".join(each for each in shown if each)


def things_of(table: Table) -> Iterator[Thing]:
    """Every thing in the table's cells."""
    for row in table.rows:
        for cell in row:
            for block in cell:
                yield from things_of(block) if isinstance(block, Table) else block.things


def _attribute(name: str, value: int) -> str:
    return f' {name}="{value}"' if value > 1 else ""


def _rows(table: Element) -> Iterator[Element]:
    return _inside(table, "tr")


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Children of that name, also those that a content control or a tracked change wraps."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif _name(child) in _CONTAINERS:
            yield from _inside(child, name)


def _span(cell: Element) -> tuple[int, str]:
    """(columns, "restart", "continue" or "")."""
    properties = cell.find(W + "tcPr")
    columns = None if properties is None else properties.find(W + "gridSpan")
    merged = None if properties is None else properties.find(W + "vMerge")
    count = columns.get(W + "val", "") if columns is not None else ""
    return int(count) if count.isascii() and count.isdigit() and len(count) < 3 else 1, "" if merged is None else merged.get(
        W + "val", "continue"
    )


def _with_rows(spans: list[list[tuple[int, str]]]) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Spans with the rows that each cell covers counted; 0 for cells that are covered."""
    counts: list[list[int]] = []
    open_at: dict[int, tuple[int, int]] = {}
    for row, cells in enumerate(spans):
        counts.append([1] * len(cells))
        column = 0
        for index, (columns, merged) in enumerate(cells):
            if merged == "continue" and column in open_at:
                above, place = open_at[column]
                counts[above][place] += 1
                counts[row][index] = 0
            elif merged == "restart":
                open_at[column] = (row, index)
            else:
                open_at.pop(column, None)
            column += columns
    return tuple(
        tuple((columns, rows) for (columns, _), rows in zip(cells, found, strict=True)) for cells, found in zip(spans, counts, strict=True)
    )


def _chosen(alternate: Element) -> Element:
    """What a reader without extensions takes: the choice, unless only the fallback shows something we know."""
    choice, fallback = alternate.find(_MC + "Choice"), alternate.find(_MC + "Fallback")
    if choice is None:
        return alternate if fallback is None else fallback
    is_poor = fallback is not None and not any(_name(each) in ("blip", "txbxContent", "t", "oMath") for each in choice.iter())
    return fallback if is_poor and fallback is not None else choice


def _text(element: Element) -> str:
    match _name(element):
        case "tab" | "ptab":
            return "\t"
        case "noBreakHyphen":
            return "-"
        case "br" | "cr":
            return " " if element.get(W + "type") in ("page", "column") else "\n"
    return _CONTROL.sub(" ", element.text or "").replace("\n", " ")


def _left_out(element: Element, name: str) -> Iterator[Rich]:
    """What is told of a part of a run that is not shown."""
    if name in ("footnoteReference", "endnoteReference"):
        yield thing(Thing("", reasons=(_NOTE,)))
    elif name == "instrText":
        if (element.text or "").strip().upper().startswith("EQ "):
            yield thing(Thing("[công thức]", reasons=(_FIELD,)))
    elif name not in _SILENT:
        yield thing(Thing("", reasons=(_unknown(name),)))


def _symbol(element: Element, marks: Marks) -> Rich:
    code, font = element.get(W + "char", ""), element.get(W + "font", "")
    number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else 0
    sign = symbol_fonts.signs(font, number & 0xFF if number >= 0xF000 else number)
    if sign is not None and sign.text != symbol_fonts.UNKNOWN:
        return plain(sign.text, marks)
    return thing(Thing("□", reasons=(say("Ký hiệu phông %(font)s không đọc được.", font=font[:40]),)))


def _unknown(name: str) -> Message:
    return say("Phần không đọc được đã bị bỏ: %(names)s.", names=name[:60])


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]

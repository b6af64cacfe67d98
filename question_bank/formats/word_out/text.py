"""Runs, paragraphs and tables of WordprocessingML (ECMA-376 part 1, chapter 17). Lengths are points; Word's own unit is a twentieth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from question_bank.formats.outgoing_text import writable

TEXT_WIDTH = 482.0
"""A4 (21 cm) less margins of 2 cm."""
LANDSCAPE_WIDTH = 734.0


class Tab(NamedTuple):
    """A tab stop in points from the margin; `leader` fills the way to it: "" or "dot"."""

    at: float
    kind: str = "left"
    leader: str = "none"


class Look(NamedTuple):
    """How characters look. `script` is "", "sub" or "sup"; `size` 0 is the usual one."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    script: str = ""
    typewriter: bool = False
    size: float = 0


PLAIN, BOLD, ITALIC = Look(), Look(bold=True), Look(italic=True)


def run(text: str, look: Look = PLAIN) -> str:
    r"""A run; \t and \n are Word's tab and line end."""
    if not text:
        return ""
    body = _characters(writable(text))
    return f"<w:r>{_properties(look)}{body}</w:r>"


def _characters(text: str) -> str:
    if "\t" not in text and "\n" not in text:
        return _t(text)
    parts = text.replace("\t", "\x00\t\x00").replace("\n", "\x00\n\x00").split("\x00")
    return "".join({"\t": "<w:tab/>", "\n": "<w:br/>"}.get(part) or (_t(part) if part else "") for part in parts)


def _t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>'


def _properties(look: Look) -> str:
    if look == PLAIN:
        return ""
    named = (
        ('<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>', look.typewriter),
        ("<w:b/>", look.bold),
        ("<w:i/>", look.italic),
        ("<w:strike/>", look.strike),
        (f'<w:sz w:val="{round(look.size * 2)}"/><w:szCs w:val="{round(look.size * 2)}"/>', look.size),
        ('<w:u w:val="single"/>', look.underline),
        (f'<w:vertAlign w:val="{look.script}script"/>' if look.script == "sub" else '<w:vertAlign w:val="superscript"/>', look.script),
    )
    return f"<w:rPr>{''.join(xml for xml, is_on in named if is_on)}</w:rPr>"


def paragraph(
    *runs: str, align: str = "", indent: float = 0, hanging: float = 0, tabs: Iterable[Tab] = (),
    before: float = 0, after: float = 0, keep: bool = False, bar: bool = False, breaks: bool = False,
) -> str:  # fmt: skip
    """A paragraph. `keep` holds it to the next one, `bar` draws a rule below, `breaks` begins a page."""
    made = [
        "<w:keepNext/>" if keep else "",
        "<w:pageBreakBefore/>" if breaks else "",
        '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>' if bar else "",
        _tabs(tabs),
        f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"/>' if before or after else "",
        f'<w:ind w:left="{twips(indent)}" w:hanging="{twips(hanging)}"/>' if indent or hanging else "",
        f'<w:jc w:val="{align}"/>' if align else "",
    ]
    properties = "".join(made)
    head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{head}{''.join(runs)}</w:p>"


def _tabs(tabs: Iterable[Tab]) -> str:
    made = "".join(f'<w:tab w:val="{tab.kind}" w:leader="{tab.leader}" w:pos="{twips(tab.at)}"/>' for tab in tabs)
    return f"<w:tabs>{made}</w:tabs>" if made else ""


class Cell(NamedTuple):
    """A cell: the XML of its blocks, columns and rows it covers (rows 0: a cell above covers it), shade, which way it stands."""

    xml: str
    columns: int = 1
    rows: int = 1
    shade: str = ""
    is_middle: bool = True


def table(
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    *,
    borders: bool = True,
    heads: int = 0,
    centred: bool = False,
    gap: float = 3.5,
) -> str:
    """A table of fixed column widths; the first `heads` rows are repeated on every page, no row is torn. `gap` is beside a cell's words."""
    look = _BORDERS if borders else ""
    gaps = f'<w:tblCellMar><w:left w:w="{twips(gap)}" w:type="dxa"/><w:right w:w="{twips(gap)}" w:type="dxa"/></w:tblCellMar>'
    place = '<w:jc w:val="center"/>' if centred else ""
    properties = f'<w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>{place}{look}<w:tblLayout w:type="fixed"/>{gaps}</w:tblPr>'
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    body = "".join(_row(row, widths, index < heads) for index, row in enumerate(rows))
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _row(cells: Sequence[Cell], widths: Sequence[float], is_head: bool) -> str:
    made, at = [], 0
    for cell in cells:
        made.append(_cell(cell, sum(widths[at : at + cell.columns])))
        at += cell.columns
    repeated = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(made)}</w:tr>"


def _cell(cell: Cell, width: float) -> str:
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merged = "<w:vMerge/>" if cell.rows == 0 else '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.shade}"/>' if cell.shade else ""
    middle = '<w:vAlign w:val="center"/>' if cell.is_middle else ""
    inside = (
        cell.xml if cell.xml.endswith(("</w:p>", "<w:p/>")) else f"{cell.xml}<w:p/>"
    )  # Word wants a paragraph at the end of every cell.
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}{merged}{shade}{middle}</w:tcPr>{inside}</w:tc>'


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def field(name: str, look: Look = PLAIN) -> str:
    """A field that Word counts itself: PAGE, NUMPAGES."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {name} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
    )
    made = "".join(f"<w:r>{_properties(look)}{part}</w:r>" for part in parts)
    return f'{made}{run("1", look)}<w:r>{_properties(look)}<w:fldChar w:fldCharType="end"/></w:r>'


_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_BORDERS = f"<w:tblBorders>{_SIDES}</w:tblBorders>"

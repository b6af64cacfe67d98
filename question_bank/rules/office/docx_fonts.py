"""What a piece of Word text looks like in the end: its own settings, its styles' and the document's defaults, in that order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from question_bank.rules.office import compare

MOST_PARENTS = 12
"""Styles stand on one another; a file may make them a ring."""
_DEFAULT_SIZE = "10"
_ALIGNMENTS = {"both": "JUSTIFY", "start": "LEFT", "end": "RIGHT"}
"""Points when nothing says a size (ISO/IEC 29500-1, 17.3.2.38)."""


def runs_over(paragraph: Paragraph, words: str) -> list[Run]:
    """The runs that the words stretch over; all with text when they cannot be told apart."""
    elements: Iterator[Any] = paragraph._p.iter(qn("w:r"))
    runs = [Run(element, paragraph) for element in elements]
    letters = [(sign, run) for run in runs for sign in compare.tidy(run.text).replace(" ", "")]
    wanted = compare.tidy(words).replace(" ", "")
    at = "".join(sign for sign, _ in letters).find(wanted)
    if at < 0 or not wanted:
        return [run for run in runs if run.text.strip()]
    return list({id(run): run for _, run in letters[at : at + len(wanted)]}.values())


def value_of(run: Run, paragraph: Paragraph, name: str) -> Any:
    """A setting of a run's font (`bold`, `size`…), None when neither the run nor its styles say."""
    for font in (run.font, *_fonts(run.style), *_fonts(paragraph.style)):
        value = getattr(font, name)
        if value is not None:
            return value
    return None


def size_of(run: Run, paragraph: Paragraph, document: Any) -> str:
    """Points, as text."""
    value = value_of(run, paragraph, "size")
    if value is not None:
        return f"{value.pt:g}"
    half = _default(document, "w:sz", "w:val")
    return f"{int(half) / 2:g}" if half.isdecimal() else _DEFAULT_SIZE


def name_of(run: Run, paragraph: Paragraph, document: Any) -> str:
    """The font's name; "" when the document's theme decides."""
    return str(value_of(run, paragraph, "name") or _default(document, "w:rFonts", "w:ascii"))


def format_of(paragraph: Paragraph, name: str) -> Any:
    """A setting of a paragraph (`alignment`, `line_spacing`…), its own or its styles'."""
    for form in (paragraph.paragraph_format, *(style.paragraph_format for style in _styles(paragraph.style))):
        value = getattr(form, name)
        if value is not None:
            return value
    return None


def alignment_of(paragraph: Paragraph) -> str:
    """LEFT, CENTER, RIGHT, JUSTIFY or what else the file says, in capitals. LibreOffice may say `start` and `end`, which python-docx does not know."""
    properties = [paragraph._p.pPr, *(style.element.pPr for style in _styles(paragraph.style))]
    given = (each.find(qn("w:jc")) for each in properties if each is not None)
    said = next((value for each in given if each is not None and (value := each.get(qn("w:val")))), "left")
    return _ALIGNMENTS.get(said, said.upper())


def list_of(paragraph: Paragraph, document: Any) -> str | None:
    """`number` or `bullet` for a paragraph of a list, None for any other."""
    properties = [paragraph._p.pPr, *(style.element.pPr for style in _styles(paragraph.style))]
    numbered = next((each.numPr for each in properties if each is not None and each.numPr is not None), None)
    if numbered is None or numbered.numId is None or not numbered.numId.val:
        return None
    level = numbered.ilvl.val if numbered.ilvl is not None else 0
    return "bullet" if _number_format(document, numbered.numId.val, level) == "bullet" else "number"


def _number_format(document: Any, number: int, level: int) -> str:
    root = document.part.numbering_part.element
    abstract = root.xpath(f'w:num[@w:numId="{int(number)}"]/w:abstractNumId/@w:val')
    if not abstract or not str(abstract[0]).isdecimal():
        return ""
    found = root.xpath(f'w:abstractNum[@w:abstractNumId="{abstract[0]}"]/w:lvl[@w:ilvl="{int(level)}"]/w:numFmt/@w:val')
    return str(found[0]) if found else ""


def _styles(style: Any) -> Iterator[Any]:
    for _ in range(MOST_PARENTS):
        if style is None or not hasattr(style, "font"):
            return
        yield style
        style = style.base_style


def _fonts(style: Any) -> Iterator[Any]:
    return (each.font for each in _styles(style))


def _default(document: Any, element: str, attribute: str) -> str:
    found = document.styles.element.xpath(f"w:docDefaults/w:rPrDefault/w:rPr/{element}/@{attribute}")
    return str(found[0]) if found else ""

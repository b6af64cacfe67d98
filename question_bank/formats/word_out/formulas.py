"""LaTeX as an equation of Word, and whether Word's equation still says what the LaTeX said."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from core import maths
from question_bank.formats.word.omml import Converter, M, W
from question_bank.formats.word_out import omml
from question_bank.formats.xml import Element

_NAMESPACES = f'xmlns:m="{M[1:-1]}" xmlns:w="{W[1:-1]}"'
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
# Upright letters of \mathrm are told from the others only by how the converter spells them.
_UPRIGHT = re.compile(r"<mi>(&#x000(?:4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A]);)</mi>")
_RUN = re.compile(r'<m:r>(?:<m:rPr>(.{0,60}?)</m:rPr>)?(?:<w:rPr>.{0,90}?</w:rPr>)?<m:t xml:space="preserve">([^<]*)</m:t></m:r>')
_EMPTY = re.compile(r"<m:(sub|sup|e|deg)></m:\1>")
_SPACE = re.compile(r"[\s\u2003\u2009]+")


class Formula(NamedTuple):
    """An m:oMath, "" for LaTeX that cannot be converted; whether it reads back as it was."""

    xml: str
    is_whole: bool


@lru_cache(maxsize=8192)
def formula(latex: str, display: bool) -> Formula:
    """The equation. Spaces and upright letters are looks: they may differ when it is read back."""
    written = _written(latex, display)
    if not written:
        return Formula("", False)
    converter = Converter()
    again = converter.latex(etree.fromstring(f"<x {_NAMESPACES}>{written}</x>", _PARSER)[0])
    is_whole = not converter.unknown and _bare(_written(again, False)) == _bare(_written(latex, False))
    return Formula(written, is_whole)


def raw(math: Element) -> str:
    """The equation of MathML that was not made from LaTeX."""
    return omml.equation(math)


def _written(latex: str, display: bool) -> str:
    mathml = maths.formula(latex, display)
    if not mathml.startswith("<math"):
        return ""
    try:
        return omml.equation(etree.fromstring(_UPRIGHT.sub(r'<mi mathvariant="normal">\1</mi>', mathml), _PARSER))
    except etree.XMLSyntaxError:  # the converter lets "]]>" and the like through
        return ""


def _bare(xml: str) -> str:
    """What the equation says: text and structure without looks."""
    return _EMPTY.sub("", _RUN.sub(_said, xml)).replace("</t><t>", "")


def _said(found: re.Match[str]) -> str:
    alphabet = found[1] if found[1] and "m:scr" in found[1] else ""
    text = _SPACE.sub("", found[2])
    return f"<t>{alphabet}{text}</t>" if text else ""

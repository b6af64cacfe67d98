"""Html of a question: taken out of QTI's XML, and put into it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from lxml import etree

from question_bank.formats import rich_text
from question_bank.formats.xml import Element

TEX = "application/x-tex"
AS_CLASSES = {"u": "span", "s": "span", "del": "span", "ins": "span", "mark": "span", "small": "span", "figure": "div", "figcaption": "p"}
"""Tags that QTI does not know: written as another with a class of the tag's name."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_EMPTY = re.compile(r"<(img|br|hr|col)\b([^<>]*)></\1>")


def inner(element: Element, skipped: Iterable[str] = ()) -> str:
    """What stands in an element as html: text and children, but for children of the skipped names."""
    left_out = set(skipped)
    pieces = [html.escape(element.text or "", quote=False)]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in left_out:
            pieces.append(outer(child))
        pieces.append(html.escape(child.tail or "", quote=False))
    return rich_text.convert("".join(pieces).replace("\xa0", "&nbsp;"), "html").html


def outer(element: Element) -> str:
    """An element as html, its tail not; a formula that carries its LaTeX becomes LaTeX again."""
    for formula in list(element.iter("math")):
        _shorten(formula)
    if element.tag == "math" and (latex := _latex(element)):
        return html.escape(latex, quote=False)
    for each in element.iter("*"):
        _undress(each)
    written = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return _EMPTY.sub(r"<\1\2>", written.replace("\xa0", "&nbsp;"))


def _undress(element: Element) -> None:
    """Tags that stand as classes, the language, and pictures without words, as our html has them."""
    said = element.get("class", "")
    if AS_CLASSES.get(said) == element.tag:
        element.tag = said
    element.attrib.pop("class", "")
    if element.get(_LANG):
        element.set("lang", element.attrib.pop(_LANG))
    if element.tag == "img" and element.get("alt") == "":
        del element.attrib["alt"]


def _shorten(formula: Element) -> None:
    """A formula within other markup gives way to its LaTeX."""
    latex, parent = _latex(formula), formula.getparent()
    if not latex or parent is None:
        return
    text = latex + (formula.tail or "")
    before = formula.getprevious()
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    parent.remove(formula)


def _latex(formula: Element) -> str:
    written = next((each.text or "" for each in formula.iter("annotation") if each.get("encoding") == TEX), "").strip()
    if not written:
        return ""
    return f"\\[{written}\\]" if formula.get("display") == "block" else f"\\({written}\\)"


def put_text(element: Element, text: str) -> None:
    """Words in the place of an element."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    words = text + (element.tail or "")
    if before is None:
        parent.text = (parent.text or "") + words
    else:
        before.tail = (before.tail or "") + words
    parent.remove(element)

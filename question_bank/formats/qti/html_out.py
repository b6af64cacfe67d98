"""Html of ours as the XHTML that QTI bodies may hold: formulas as MathML with their LaTeX, tags QTI has not as classes."""

from __future__ import annotations

import copy
import html
import re

from lxml import etree
from lxml import html as parser

from core import maths
from core.words import say
from question_bank.formats.outgoing_text import Losses
from question_bank.formats.qti import markup
from question_bank.formats.qti.markup import put_text
from question_bank.formats.xml import Element

MATHML = "http://www.w3.org/1998/Math/MathML"
_TEX = "data-tex"
_ATTRIBUTES = {"src", "alt", "href", "width", "height", "colspan", "rowspan", "scope", "class"}
_REWRITTEN = say("Mã HTML được viết lại theo khuôn XHTML của QTI.")


def put_html(target: Element, raw: object, told: Losses) -> Element:
    """`raw` as what stands in `target`; what does not come back the same is told."""
    text = told.html(raw)
    if "<" not in text and "\\" not in text and "&" not in text:
        target.text = text
        return target
    _fill(target, text)
    _dress(target)
    told.tell(_REWRITTEN, _tidy(markup.inner(_plain(target))) != _tidy(text))
    return target


def _tidy(text: str) -> str:
    return text.replace(' alt=""', "").strip()


def _fill(target: Element, text: str) -> None:
    formulas: list[tuple[str, bool]] = []

    def marked(latex: str, display: bool) -> str:
        formulas.append((latex, display))
        return f'<i {_TEX}="{len(formulas) - 1}"></i>'

    # In a div of its own: a parser of bare fragments drops a hard space that stands first.
    parsed = parser.fragment_fromstring(f"<div>{maths.with_formulas(text, marked)}</div>")
    target.text = parsed.text
    for child in list(parsed):
        target.append(child)
    for place in list(target.iter("i")):
        if place.get(_TEX) is not None:
            _put_formula(place, *formulas[int(place.get(_TEX, "0"))])


def _put_formula(place: Element, latex: str, display: bool) -> None:
    """MathML that carries its LaTeX; what cannot be converted stays as it was written."""
    made = _mathml(latex, display)
    parent = place.getparent()
    if parent is None:
        return
    if made is None:
        put_text(place, f"\\[{latex}\\]" if display else f"\\({latex}\\)")
        return
    made.tail = place.tail
    parent.replace(place, made)


def _mathml(latex: str, display: bool) -> Element | None:
    try:
        made = etree.fromstring(html_entities(maths.formula(latex, display)))
    except etree.XMLSyntaxError:
        return None
    if etree.QName(made).localname != "math":
        return None
    semantics = etree.Element(f"{{{MATHML}}}semantics")
    row = etree.SubElement(semantics, f"{{{MATHML}}}mrow")
    row.extend(list(made))
    note = etree.SubElement(semantics, f"{{{MATHML}}}annotation", encoding=markup.TEX)
    note.text = latex
    made.append(semantics)
    return made


def html_entities(text: str) -> str:
    """Named entities, which XML does not know, as signs; the five of XML stay."""
    return re.sub(r"&(?!amp;|lt;|gt;|quot;|apos;|#)\w+;", lambda found: html.escape(html.unescape(found[0])), text)


def _dress(target: Element) -> None:
    """Only tags and attributes that a QTI body knows."""
    for each in target.iter("*"):
        if each is target or str(each.tag).startswith("{"):
            continue
        if each.tag in markup.AS_CLASSES:
            each.set("class", str(each.tag))
            each.tag = markup.AS_CLASSES[str(each.tag)]
        if each.get("lang"):
            each.set("{http://www.w3.org/XML/1998/namespace}lang", each.attrib.pop("lang"))
        if each.tag == "img":
            each.set("alt", each.get("alt", ""))
        for name in set(map(str, each.attrib)) - _ATTRIBUTES:
            if not name.startswith("{"):
                del each.attrib[name]


def _plain(target: Element) -> Element:
    """A copy as a reader has it: MathML without its namespace."""
    copied = copy.deepcopy(target)
    for each in copied.iter("*"):
        each.tag = etree.QName(each).localname
    return copied

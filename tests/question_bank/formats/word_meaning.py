"""What html says once Word has held it: signs with their looks, line by line; how it was tagged does not matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from lxml import html as parser

from core.maths import with_formulas
from question_bank.formats.word_out import formulas
from question_bank.formats.xml import Element

_LOOKS = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "ins": "u", "s": "s", "del": "s", "sub": "sub", "sup": "sup"}
_BLOCKS = {"p", "div", "table", "tr", "td", "li", "figure", "h2", "h3", "h4", "h5", "blockquote", "ul", "ol"}
LINE = "line"
Sign = tuple[str, frozenset[str]]


def as_word(text: str) -> str:
    """Equal for texts that look alike in Word; equations are compared as Word's own."""
    if not text.strip():
        return ""
    equations: list[str] = []

    def remember(latex: str, display: bool) -> str:
        equations.append(formulas.formula(latex, False).xml or latex)
        return f'<img src="formula:{len(equations) - 1}">'

    root = parser.fragment_fromstring(with_formulas(unicodedata.normalize("NFC", text.strip()), remember), create_parent="div")
    lines: list[list[Sign]] = [[]]
    for said, looks in _signs(root, frozenset()):
        if said == LINE:
            lines.append([])
        elif said.startswith("formula:"):
            lines[-1].append((equations[int(said.removeprefix("formula:"))], frozenset()))
        elif not said.isspace():
            lines[-1].append((said, looks))
        elif lines[-1] and lines[-1][-1][0] != " ":
            lines[-1].append((" ", frozenset()))
    stripped = [line[:-1] if line[-1][0] == " " else line for line in lines if line]
    return str([[(sign, sorted(looks)) for sign, looks in line] for line in stripped if line])


def _signs(element: Element, looks: frozenset[str]) -> Iterator[Sign]:
    name = str(element.tag)
    inside = looks | {_LOOKS[name]} if name in _LOOKS else looks
    # Word sets a letter either high or low: the inner tag wins.
    inside = inside - ({"sub", "sup"} - {name}) if name in ("sub", "sup") else inside
    if name == "img":
        source = element.get("src", "")
        yield (source if source.startswith("formula:") else "picture"), frozenset()
    if name in _BLOCKS or name == "br":
        yield LINE, frozenset()
    yield from ((sign, inside) for sign in element.text or "")
    for child in element:
        yield from _signs(child, inside)
        yield from ((sign, inside) for sign in child.tail or "")
    if name in _BLOCKS:
        yield LINE, frozenset()

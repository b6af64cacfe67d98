r"""LaTeX between \( \) and \[ \] becomes MathML when text is written; readers get native MathML and no script."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from xml.etree import ElementTree as Tree

from latex2mathml.converter import convert

_OPENING = re.compile(r"\\[(\[]")
_CLOSING_SIGN = {"\\(": "\\)", "\\[": "\\]"}
LONGEST_FORMULA = 2_000
# The converter says of no sign whether it stands before a number or between two, so browsers set "(-1; 3)" as "( - 1; 3)".
_SIGN = re.compile(r"(<mo[^>]*>([^<]*)</mo>)<mo>(&#x02212;|&#x0002B;|&#x000B1;)</mo>")
# A comma in braces is a decimal comma; as an operator it would make room after itself, "0, 5".
_DECIMAL_COMMA = "<mrow><mo>&#x0002C;</mo></mrow>"
_DECIMAL = re.compile(rf"<mn>(\d+)</mn>{_DECIMAL_COMMA}<mn>(\d+)</mn>")
# In a line by itself, what a limit tends to stands below it; the converter knows that of sums only.
_BELOW = re.compile(r"\\(lim|max|min|sup|inf|limsup|liminf)\s*_")
_CLOSING = {"&#x00029;", ")", "]", "&#x0005D;", "}", "&#x0007D;", "|", "&#x0007C;", "!", "&#x02032;"}

_NUMBER = re.compile(r"[0-9]+")
_SHOWN_NUMBER = re.compile(r"(<mn>[0-9.,]+</mn>)")
_ENTITY = re.compile(r"&#x[0-9A-F]+;")
_PRIMES = frozenset("′″‴")
_MATHML = "http://www.w3.org/1998/Math/MathML"
Tree.register_namespace("", _MATHML)


def with_mathml(text: str) -> str:
    """HTML `text` with every formula as MathML; what cannot be converted stays as it was written, in <code>."""
    return with_formulas(text, formula)


def with_formulas(text: str, shown: Callable[[str, bool], str]) -> str:
    """HTML `text` with every formula replaced by `shown(latex, display)`; latex is unescaped, the answer is HTML."""
    if "\\" not in text:
        return text
    parts, last = [], 0
    for start, end in _formulas(text):
        parts += [text[last:start], shown(html.unescape(text[start + 2 : end - 2]).strip(), text[start + 1] == "[")]
        last = end
    return "".join([*parts, text[last:]])


def formula(latex: str, display: bool) -> str:
    """MathML of one formula; what cannot be converted as <code>. Not cleaned: a formula may carry attributes."""
    return _mathml(latex, display) or f"<code>{html.escape(latex)}</code>"


def broken_formulas(text: str) -> list[str]:
    """The formulas in `text` that cannot be converted, for the editor and importers to report."""
    if "\\" not in text:
        return []
    formulas = (text[start + 2 : end - 2] for start, end in _formulas(text))
    return [latex for latex in formulas if _mathml(html.unescape(latex), False) is None]


def _formulas(text: str) -> Iterator[tuple[int, int]]:
    r"""Where formulas stand, their signs included. In one pass: a pattern would read to the end anew from each of ten thousand `\(`."""
    at, never = 0, set[str]()
    while opening := _OPENING.search(text, at):
        closing = _CLOSING_SIGN[opening[0]]
        end = -1 if closing in never else text.find(closing, opening.end() + 1)
        if end < 0:
            never.add(closing)
            at = opening.end()
        else:
            yield opening.start(), end + 2
            at = end + 2


@lru_cache(maxsize=4096)
def _mathml(latex: str, display: bool) -> str | None:
    """Formulas of a school differ by their numbers mostly: what was converted with others in their places is not converted again."""
    if len(latex) > LONGEST_FORMULA:
        return None
    numbers = _NUMBER.findall(latex)
    shape = _with_stand_ins(latex, numbers) if numbers else None
    template = _template(shape, display) if shape else None
    return template.format(*numbers) if template else _converted(latex, display)


def _with_stand_ins(latex: str, numbers: list[str]) -> str | None:
    """The formula with other numbers, as long as its own, no two alike: 1, 2, … for those of one digit. None when these run out."""
    met: Counter[int] = Counter()
    stand_ins = []
    for length in map(len, numbers):
        stand_ins.append(str(10 ** (length - 1) + met[length]))
        met[length] += 1
        if len(stand_ins[-1]) > length:
            return None
    following = iter(stand_ins)
    return _NUMBER.sub(lambda _: next(following), latex)


@lru_cache(maxsize=4096)
def _template(shape: str, display: bool) -> str | None:
    """What any formula of that shape becomes, a format with a place for each number. None where a number is more than a number that is
    shown once: a width, a part of a text, the digits of an index without braces."""
    shown = _converted(shape, display)
    if shown is None or "#" in shape:  # the names of what a macro is given
        return None
    places = {stand_in: f"{{{place}}}" for place, stand_in in enumerate(_NUMBER.findall(shape))}
    parts = _SHOWN_NUMBER.split(shown.replace("{", "{{").replace("}", "}}"))
    rest = _ENTITY.sub("", "".join(parts[::2])).replace(_MATHML, "")
    told = _NUMBER.findall(" ".join(parts[1::2]))
    if _NUMBER.search(rest) or sorted(told) != sorted(places):
        return None
    parts[1::2] = (_NUMBER.sub(lambda found: places[found[0]], part) for part in parts[1::2])
    return "".join(parts)


def _converted(latex: str, display: bool) -> str | None:
    try:
        return _spaced(convert(_BELOW.sub(r"\\\1\\limits_", latex) if display else latex, display="block" if display else "inline"))
    except Exception:  # the converter raises many kinds on malformed LaTeX; all mean the same to us
        return None


def _spaced(mathml: str) -> str:
    """Infinity is a quantity, a semicolon a separator, `{,}` a decimal comma; a sign after an operator or an opening bracket belongs to
    what follows."""
    mathml = _DECIMAL.sub(r"<mn>\1,\2</mn>", mathml).replace(_DECIMAL_COMMA, "<mn>,</mn>")
    mathml = mathml.replace("<mo>&#x0221E;</mo>", "<mi>&#x0221E;</mi>").replace("<mi>;</mi>", '<mo separator="true">;</mo>')
    mathml = _SIGN.sub(lambda found: found[0] if found[2] in _CLOSING else f'{found[1]}<mo form="prefix">{found[3]}</mo>', mathml)
    return _primed(mathml) if "&#x0203" in mathml else mathml


def _primed(mathml: str) -> str:
    """A prime is high and small by itself: as a script it would be so twice, and f′ would read as f with a speck."""
    return Tree.tostring(_without_raised_primes(Tree.fromstring(mathml)), encoding="unicode")


def _without_raised_primes(node: Tree.Element) -> Tree.Element:
    parts = [_beside(_without_raised_primes(child)) for child in node]
    is_row = _name(node) in ("mrow", "math", "mstyle")
    node[:] = [each for part in parts for each in (part if is_row or len(part) == 1 else [_made("mrow", part)])]
    return node


def _beside(node: Tree.Element) -> list[Tree.Element]:
    """The node, or what bears its prime and the prime after it."""
    if _name(node) not in ("msup", "msubsup") or "".join(node[-1].itertext()) not in _PRIMES:
        return [node]
    mark = Tree.Element(f"{{{_MATHML}}}mo", lspace="0", rspace="0")
    mark.text = "".join(node[-1].itertext())
    return [node[0] if len(node) == 2 else _made("msub", node[:2]), mark]


def _name(node: Tree.Element) -> str:
    return node.tag.removeprefix(f"{{{_MATHML}}}")


def _made(name: str, children: list[Tree.Element]) -> Tree.Element:
    made = Tree.Element(f"{{{_MATHML}}}{name}")
    made.extend(children)
    return made

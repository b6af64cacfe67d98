"""Places in a text that a variant fills: `{a}`, `{=a*b}`, `{=a/b:2}` with two decimals, `{+b}` with its sign, in words and in formulas.

Numbers are written as in Vietnam, with a decimal comma. In a formula the braces stay, so ``\\frac{a}{b}`` keeps its arguments, and the
comma is bound, so that it is not set as a separator.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.maths import with_formulas
from core.words import say
from question_bank.kinds import written_number
from question_bank.kinds.contract import Problem
from question_bank.kinds.expression import ARITHMETIC, Values, is_name, read
from question_bank.kinds.variables import check_expression

MAX_DECIMALS = 9
MAX_COMPUTED = 200
"""Places of one question that are computed."""
_PLACE = re.compile(r"\{(\+?)(=?)([^{}]{1,400}?)(?::([0-9]))?\}")
_BEYOND = Decimal("1e15")


def check_places(text: str, names: set[str], place: str) -> list[Problem]:
    """Computed places that cannot be read, and names in braces that no variable has. In a formula braces alone mean nothing."""
    computed, bare = _places(text)
    problems = [problem for each in computed for problem in check_expression(each, names, place)]
    unknown = [name for name in bare if is_name(name) and name not in names]
    return problems + [Problem(place, say("Chưa có biến tên %(name)s.", name=name)) for name in unknown]


def computed_places(text: str) -> list[str]:
    """The expressions of the places of the text that are computed."""
    return _places(text)[0]


def _places(text: str) -> tuple[list[str], list[str]]:
    """The expressions of computed places, and the names in braces outside of formulas."""
    formulas: list[str] = []

    def keep(latex: str, _: bool) -> str:
        formulas.append(latex)
        return ""

    words = with_formulas(text, keep)
    computed = [found[3] for latex in formulas for found in _PLACE.finditer(latex) if found[2]]
    computed += [html.unescape(found[3]) for found in _PLACE.finditer(words) if found[2]]
    return computed, [found[3].strip() for found in _PLACE.finditer(words) if not found[2]]


@dataclass(frozen=True)
class Filling:
    """What the places of one variant hold: numbers to compute with, words as they are, and how far numbers are rounded."""

    numbers: Values
    words: Mapping[str, str]
    decimals: int

    def fill(self, text: str) -> str:
        """Html `text` with every place filled; BadExpression when one cannot be. Braces that name no variable stay."""
        formulas = with_formulas(text, lambda latex, display: self._formula(latex, display))
        return _PLACE.sub(lambda found: self._place(found, html.unescape(found[3]), in_maths=False), formulas)

    def _formula(self, latex: str, display: bool) -> str:
        opening, closing = ("\\[", "\\]") if display else ("\\(", "\\)")
        filled = _PLACE.sub(lambda found: self._place(found, found[3], in_maths=True), latex)
        return f"{opening}{html.escape(filled, quote=False)}{closing}"

    def _place(self, found: re.Match[str], inner: str, *, in_maths: bool) -> str:
        signed, computed, _, digits = found.groups()
        name = inner.strip()
        if not computed and name in self.words:
            return f"{{{self.words[name]}}}" if in_maths else html.escape(self.words[name], quote=False)
        if not computed and name not in self.numbers:
            return found[0]
        number = read(inner).number(self.numbers) if computed else self.numbers[name]
        plain = not computed and digits is None
        shown = written(number, None if plain else self.decimals, None if digits is None else int(digits), in_maths=in_maths)
        return f"{{{shown}}}" if in_maths and not signed else _signed(shown) if signed else shown


def _signed(shown: str) -> str:
    """With the sign between two terms: " + 3", " - 3"."""
    minus = shown[:1] in ("-", "−")
    return f" {shown[0]} {shown[1:]}" if minus else f" + {shown}"


def rounded(number: Decimal, decimals: int) -> Decimal:
    """`number` to that many decimals, halves away from zero; a small one that would vanish keeps as many digits after its first."""
    near = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, ARITHMETIC) if abs(number) < _BEYOND else number
    if number and (not near or (near == number and abs(number) >= _BEYOND)):
        return ARITHMETIC.scaleb(_mantissa(number, decimals), number.adjusted())
    return near


def _mantissa(number: Decimal, decimals: int) -> Decimal:
    """The number's digits with the point after the first: 0,00312 is 3,12."""
    return number.scaleb(-number.adjusted(), ARITHMETIC).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, ARITHMETIC)


def written(number: Decimal, decimals: int | None, exactly: int | None = None, *, in_maths: bool = False) -> str:
    """A number as a reader sees it: at most `decimals` (None: all it has), or `exactly` that many, noughts at the end included."""
    if exactly is not None:
        shown = f"{number.quantize(Decimal(1).scaleb(-exactly), ROUND_HALF_UP, ARITHMETIC):f}"
    else:
        shown = written_number.canonical(number if decimals is None else rounded(number, decimals))
    if not shown.strip("-0."):
        shown = shown.removeprefix("-")
    mantissa, _, power = shown.partition("E")
    comma, minus, times = ("{,}", "-", " \\cdot 10^{%s}") if in_maths else (",", "−", "·10<sup>%s</sup>")
    told = mantissa.replace("-", minus).replace(".", comma)
    return told + (times % power.lstrip("+").replace("-", minus) if power else "")

"""A text with gaps: html in which ``[[1]]`` stands for the gap whose id is "1". Markers within tags are no markers."""

import re
from collections.abc import Sequence
from typing import Literal

from core.words import say
from question_bank.kinds import shape
from question_bank.kinds.contract import Problem

MOST_GAPS = 50
_TOKEN = re.compile(r"(<[^<>]*>)|\[\[([1-9][0-9]?)\]\]")
_FORMULA = re.compile(r"\\[(\[](?:(?!\\[()\[\]]).)*\\[)\]]", re.DOTALL)

Piece = tuple[Literal["html", "gap"], str]


def marker(gap: str) -> str:
    """The sign of a gap in the text."""
    return f"[[{gap}]]"


def pieces(html: str) -> list[Piece]:
    """The text cut at its gaps: ("html", some of it) and ("gap", id), in order."""
    found: list[Piece] = []
    start = 0
    for token in _TOKEN.finditer(html):
        if token.group(2):
            found += [("html", html[start : token.start()]), ("gap", token.group(2))]
            start = token.end()
    return [*found, ("html", html[start:])]


def gaps_in(html: str) -> list[str]:
    """The ids of the gaps, in the order of the text."""
    return [value for kind, value in pieces(html) if kind == "gap"]


def check_text(html: object, names: Sequence[str]) -> list[Problem]:
    """Whether each gap has one place in the text, outside of formulas, and each place a gap."""
    text = shape.text(html)
    found = gaps_in(text)
    if not found:
        return [Problem("body.text", say("Đoạn văn chưa có chỗ trống nào."))]
    if len(found) > MOST_GAPS:
        return [Problem("body.text", say("Không được quá %(n)d chỗ trống.", n=MOST_GAPS))]
    problems = []
    if sorted(found) != sorted(names) or len(set(names)) < len(names):
        problems.append(Problem("body.text", say("Mỗi chỗ trống phải có đúng một chỗ trong đoạn văn.")))
    if any(gaps_in(formula) for formula in _FORMULA.findall(text)):
        problems.append(Problem("body.text", say("Chỗ trống không đặt được trong công thức.")))
    return problems

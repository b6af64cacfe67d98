r"""Gaps as Moodle writes them within a text: ``{2:SHORTANSWER:=Hà Nội~%50%Thăng Long#gần đúng}``.

https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type. A sign of ``} ~ #`` behind a backslash has no meaning, and the backslash
itself has none elsewhere; what stands in a gap is html, of which the words are kept.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.html import plain_text
from question_bank.formats.outgoing_text import percent
from question_bank.kinds import written_number

_WORDS = {
    "NUMERICAL": "NM",
    "SHORTANSWER": "SA", "MW": "SA", "SHORTANSWER_C": "SAC", "MWC": "SAC",
    "MULTICHOICE": "MC", "MULTICHOICE_V": "MCV", "MULTICHOICE_H": "MCH",
    "MULTICHOICE_S": "MCS", "MULTICHOICE_VS": "MCVS", "MULTICHOICE_HS": "MCHS",
    "MULTIRESPONSE": "MR", "MULTIRESPONSE_H": "MRH", "MULTIRESPONSE_S": "MRS", "MULTIRESPONSE_HS": "MRHS",
}  # fmt: skip
TYPES = frozenset(_WORDS.values())
_TYPE = "|".join(sorted({*_WORDS, *TYPES}, key=len, reverse=True))
_START = re.compile(rf"\{{([0-9]{{0,4}}):({_TYPE}):")
_END = re.compile(r"(?<!\\)\}")
_BETWEEN = re.compile(r"(?<!\\)~")
_FEEDBACK = re.compile(r"(?<!\\)(?<!&)(?<!&amp;)#")
_SHARE = re.compile(r"=|%(-?[0-9]{1,5}(?:[.,][0-9]{0,7})?)%")
_ESCAPED = re.compile(r"\\([}~#])")
_SPECIAL = re.compile(r"[}~#]")

SEPARATOR = "<!--khoa-bang:stem-->"
"""Stands between what is asked and the text with gaps, which Moodle keeps in one; nobody sees it there."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """An answer of a gap in plain words, its share of the gap's points, the tolerance of a number, and whether something is said of it."""

    text: str
    share: Decimal
    tolerance: str = "0"
    has_feedback: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap: its type as one of `TYPES`, its weight, its alternatives."""

    type: str
    weight: int
    alternatives: tuple[Alternative, ...]


def pieces(text: str) -> Iterator[str | Gap]:
    """The html between gaps, and the gaps, in order; what begins like a gap and never ends is text."""
    at = start = 0
    while found := _START.search(text, at):
        end = _END.search(text, found.end())
        if end is None:
            break
        yield text[start : found.start()]
        yield _gap(found.group(1), found.group(2), text[found.end() : end.start()])
        at = start = end.end()
    yield text[start:]


def looks_like_gaps(text: str) -> bool:
    """Whether Moodle would find a gap in the text."""
    return _START.search(text) is not None


def _gap(weight: str, word: str, body: str) -> Gap:
    kind = _WORDS.get(word, word)
    found = (_alternative(each, is_number=kind == "NM") for each in _BETWEEN.split(body))
    return Gap(kind, int(weight or "1"), tuple(each for each in found if each.text))


def _alternative(raw: str, is_number: bool) -> Alternative:
    # An editor may have left tags and spaces between the signs.
    bare = re.sub(r"^(?:\s|<[^<>]*>|&nbsp;)+", "", raw)
    sign = _SHARE.match(bare)
    share = _share(sign) if sign else Decimal(0)
    answer, _, feedback = _cut(bare[sign.end() :] if sign else bare)
    text = _plain(answer)
    value, _, tolerance = text.partition(":") if is_number else (text, "", "")
    return Alternative(value.strip(), share, tolerance.strip() or "0", bool(_plain(feedback)))


def _share(sign: re.Match[str]) -> Decimal:
    if sign.group(1) is None:
        return Decimal(1)
    read = written_number.parse(sign.group(1).rstrip(".,"))
    return Decimal(0) if read is None else max(Decimal(-1), min(Decimal(1), read / 100))


def _cut(alternative: str) -> tuple[str, str, str]:
    found = _FEEDBACK.search(alternative)
    return (alternative[: found.start()], "#", alternative[found.end() :]) if found else (alternative, "", "")


def _plain(raw: str) -> str:
    return plain_text(_ESCAPED.sub(r"\1", raw)).strip()


def written(gap: Gap) -> str:
    """The gap as `pieces` reads it."""
    alternatives = "~".join(f"{_written_share(each.share)}{_written_answer(gap.type, each)}" for each in gap.alternatives)
    return f"{{{gap.weight}:{_LONG[gap.type]}:{alternatives}}}"


_LONG = {"NM": "NUMERICAL", "SA": "SHORTANSWER", "SAC": "SHORTANSWER_C", "MC": "MULTICHOICE"}


def _written_share(share: Decimal) -> str:
    return "=" if share == 1 else f"%{percent(share)}%"


def _written_answer(kind: str, each: Alternative) -> str:
    if kind == "NM" and each.text != "*":
        return f"{each.text}:{each.tolerance}"
    text = _SPECIAL.sub(lambda found: f"\\{found[0]}", html.escape(each.text, quote=False))
    # A backslash at the end would take the meaning of the sign behind it.
    return f"{text} " if text.endswith("\\") else text

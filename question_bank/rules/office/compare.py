"""Comparing what an author expects with what a file holds: text without regard to case and spaces, numbers with a tolerance."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher

from core.words import say
from question_bank.kinds import written_number
from question_bank.rules.office.contract import NotThere

LONGEST_COMPARED = 2_000
_WHOLE = Decimal(100)
_SHOWN = Decimal("0.001")


def tidy(text: object) -> str:
    """NFC, one space between words, no case."""
    return " ".join(unicodedata.normalize("NFC", str(text)).split()).casefold()


def number(text: object) -> Decimal | None:
    """A number as people or files write it: "2,5" "2.5" "1e3"; None for anything else."""
    return written_number.parse(str(text).strip())


def written(value: object) -> str:
    """A number as people here write it, without idle zeros: 2,5."""
    found = number(value)
    return str(value) if found is None else f"{found.quantize(_SHOWN).normalize():f}".replace(".", ",")


def within(found: object, expected: object, tolerance: str) -> bool:
    """Whether two numbers differ by no more than `tolerance` (an empty one is 0)."""
    left, right, room = number(found), number(expected), number(tolerance or "0")
    return left is not None and right is not None and room is not None and written_number.is_near(left, right, abs(room))


def same_text(found: object, expected: str, tolerance: str = "") -> bool:
    """Whether two texts are the same; with a tolerance, whether at most so many percent of them differ."""
    left, right = tidy(found), tidy(expected)
    return left == right or _alike(left, right) >= _least(tolerance)


def holds_text(text: object, expected: str, tolerance: str = "") -> bool:
    """Whether `expected` stands in `text`, or a stretch of as many words that differs by no more than `tolerance` percent."""
    left, right = tidy(text), tidy(expected)
    if right in left:
        return True
    least, words, count = _least(tolerance), left.split(), len(right.split())
    if least >= 1 or not count or len(words) > LONGEST_COMPARED:
        return False
    return any(_alike(" ".join(words[at : at + count]), right) >= least for at in range(max(1, len(words) - count + 1)))


def _least(tolerance: str) -> Decimal:
    percent = number(tolerance.strip().removesuffix("%")) if tolerance.strip() else Decimal(0)
    return Decimal(2) if not percent else 1 - min(_WHOLE, abs(percent)) / _WHOLE


def _alike(left: str, right: str) -> Decimal:
    matcher = SequenceMatcher(None, left[:LONGEST_COMPARED], right[:LONGEST_COMPARED], autojunk=False)
    # The cheap upper bounds first: most stretches are nothing like what is looked for.
    return Decimal(0) if matcher.quick_ratio() < 0.5 else Decimal(str(matcher.ratio()))


def count_of(text: str, default: int) -> int:
    """A whole number that an author wrote, or the default."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else default


def chosen(text: str, names: Mapping[str, Sequence[str]]) -> str:
    """The name that one of its spellings was written for; NotThere for a word that none has."""
    wanted = tidy(text)
    for name, spellings in names.items():
        if wanted in spellings:
            return name
    raise NotThere(say("Quy tắc ghi “%(text)s” nên không kiểm tra được.", text=text[:60]))

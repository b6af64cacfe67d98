"""What two wordings of one place say differently, word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from core.words import Message, say

MOST_WORDS = 300
"""Longer texts are shown whole, the old one and the new one: comparing takes the square of their lengths."""
_WORD = re.compile(r"\s*\S+")
Piece = tuple[str, str | Message]
"""How it stands, "same", "gone" or "new", and what is said."""


def pieces(before: object, after: object) -> list[Piece]:
    """The two in one reading; None for a place that one of them does not have."""
    old, new = (_WORD.findall(side) if isinstance(side, str) else [] for side in (before, after))
    if old and new and max(len(old), len(new)) <= MOST_WORDS:
        return _woven(old, new)
    return [(how, _said(value)) for how, value in (("gone", before), ("new", after)) if value is not None]


def _woven(old: list[str], new: list[str]) -> list[Piece]:
    found: list[Piece] = []
    for how, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        found += [("same", gone)] if how == "equal" else [(name, text) for name, text in (("gone", gone), ("new", come)) if text]
    return found


def _said(value: object) -> str | Message:
    if isinstance(value, bool):
        return say("Đúng") if value else say("Sai")
    if isinstance(value, Mapping):  # a row that is there or not: what is written in it
        return " ".join(str(each) for name, each in value.items() if name != "id" and isinstance(each, str))
    return str(value)

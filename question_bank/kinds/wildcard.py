"""Comparing short text answers with a pattern, as Moodle does: ``*`` is any text, ``\\*`` a star."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_STAR = re.compile(r"(?<!\\)\*")


def tidy(text: str) -> str:
    """NFC and single spaces: what two hands may type differently is the same."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def matches(pattern: str, text: str, case_sensitive: bool) -> bool:
    """Whether the text fits the pattern. Greedy from the left, so the time is linear in the text."""
    if not case_sensitive:
        pattern, text = pattern.casefold(), text.casefold()
    first, *rest = [piece.replace("\\*", "*") for piece in _STAR.split(pattern)]
    if not rest:
        return text == first
    last = rest.pop()
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return False
    return _in_order(rest, text, len(first), len(text) - len(last))


def _in_order(pieces: list[str], text: str, start: int, end: int) -> bool:
    for piece in pieces:
        found = text.find(piece, start, end)
        if found < 0:
            return False
        start = found + len(piece)
    return True


def example(pattern: str) -> str:
    """The shortest text that fits the pattern as tidy texts do: where a star stands alone between spaces it is "…"."""
    bare = tidy(_STAR.sub("", pattern).replace("\\*", "*"))
    return bare if matches(pattern, bare, case_sensitive=True) else tidy(_STAR.sub("…", pattern).replace("\\*", "*"))

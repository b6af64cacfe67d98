"""Text as it is kept, and as it is compared: without diacritics, so that "dao ham" finds "Đạo hàm"."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable


class _Signs(dict[int, str]):
    """What each character becomes, worked out when it is first met: texts are then translated by the interpreter itself."""

    def __init__(self, becomes: Callable[[str], str]) -> None:
        super().__init__()
        self._becomes = becomes

    def __missing__(self, code: int) -> str:
        self[code] = made = self._becomes(chr(code))
        return made


_VISIBLE = _Signs(lambda c: " " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c)
_BARE = _Signs(lambda c: "" if unicodedata.combining(c) else "d" if c == "đ" else c)


def fold(text: str) -> str:
    """`text` as it is searched: lower case, no diacritics, đ as d, single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFD", visible(text).casefold()).translate(_BARE).split())


def tidy(text: str) -> str:
    """`text` as it is kept: composed, without control characters, single spaces."""
    return " ".join(visible(unicodedata.normalize("NFC", text)).split())


def visible(text: str) -> str:
    """`text` with a space for each character that only directs others; PostgreSQL keeps no NUL, and none has a place in a name."""
    return text.translate(_VISIBLE)

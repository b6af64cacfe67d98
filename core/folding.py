"""Text as it is kept, and as it is compared: without diacritics, so that "dao ham" finds "Đạo hàm"."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """`text` as it is searched: lower case, no diacritics, đ as d, single spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFD", visible(text).casefold()) if not unicodedata.combining(c))
    return " ".join(bare.replace("đ", "d").split())


def tidy(text: str) -> str:
    """`text` as it is kept: composed, without control characters, single spaces."""
    return " ".join(visible(unicodedata.normalize("NFC", text)).split())


def visible(text: str) -> str:
    """`text` with a space for each character that only directs others; PostgreSQL keeps no NUL, and none has a place in a name."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in text)

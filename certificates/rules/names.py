"""Names as they are compared: what an employer types without diacritics must find what is printed with them."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """`text` in lower case, without diacritics, apostrophes or signs, đ as d, words apart by one space."""
    bare = (sign for sign in unicodedata.normalize("NFD", text.casefold().replace("đ", "d")) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else "" if sign in "'’ʼ`" else " " for sign in bare).split())


def same_number(text: str) -> str:
    """A register number or serial as it is compared: upper case, nothing but letters and digits."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())

"""Verification codes: 80 random bits in Crockford's base 32, printed in four groups, read however a person types them."""

from __future__ import annotations

import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U, which are mistaken for 1, 1, 0 and V."""
LENGTH, GROUP, BYTES = 16, 4, 10
LONGEST_TYPED = 400
_MENDED = str.maketrans("OILU", "011V")
_IN_ADDRESS = re.compile(r"/VERIFY/([^/?#\s]+)", re.I)
_BETWEEN = re.compile("[\\s\\-.·_\u00ad\u200b-\u200d\u2010-\u2015\u2212\ufeff]+")
"""Spaces, dashes of every kind, and the invisible signs that come along when a code is copied."""


def code_from(secret: bytes) -> str:
    """The code for ten random bytes; whoever calls must draw them from the system's secure source."""
    if len(secret) != BYTES:
        raise ValueError(f"{BYTES} bytes, not {len(secret)}")
    number = int.from_bytes(secret)
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


def read_code(typed: str) -> str | None:
    """The code meant by what was typed or scanned, or None when it cannot be one.

    Any case, spaces or dashes anywhere, a whole address from the QR, O for 0, I and L for 1, U for V.
    """
    text = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED])
    address = _IN_ADDRESS.search(text)
    code = _BETWEEN.sub("", address[1] if address else text).upper().translate(_MENDED)
    return code if len(code) == LENGTH and all(sign in ALPHABET for sign in code) else None


def grouped(code: str) -> str:
    """The code as it is printed: `7K3M-9QWX-4T8B-2ZHV`."""
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))

"""The random words that stand for a signed-in browser."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """256 random bits, for the cookie alone."""
    return secrets.token_urlsafe(32)


def hash_of(word: str) -> str:
    """What the database keeps instead: SHA-256 is enough for what nobody can guess."""
    return hashlib.sha256(word.encode()).hexdigest()

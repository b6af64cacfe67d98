"""Bytes that only the holder of a key can read: the list of new passwords lies on disk, its key only in one person's link."""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken

from core.errors import NotFound


def seal(data: bytes) -> tuple[str, bytes]:
    """A fresh key, and `data` sealed with it."""
    key = Fernet.generate_key()
    return key.decode(), Fernet(key).encrypt(data)


def unseal(key: str, data: bytes) -> bytes:
    """The bytes again; NotFound for a key that does not fit."""
    try:
        return Fernet(key.encode()).decrypt(data)
    except (InvalidToken, ValueError) as wrong:
        raise NotFound from wrong

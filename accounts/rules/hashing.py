"""Password hashes: Argon2id. 19 MiB, two passes, one lane is OWASP's advice for servers with little memory."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache

from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError

_FULL = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
# For random one-time passwords only: 59 random bits need no slow hash, and a class of 5,000 is hashed in seconds.
_LIGHT = PasswordHasher(time_cost=1, memory_cost=256, parallelism=1, type=Type.ID)


def hash_password(password: str) -> str:
    """The hash to keep of a password that its owner chose."""
    return _FULL.hash(password)


def hash_one_time(password: str) -> str:
    """The hash to keep of a password from `one_time_password`, which its owner must replace at the first sign-in."""
    return _LIGHT.hash(password)


def matches(password_hash: str, password: str) -> bool:
    """Whether `password` is right. Takes the time of one full hash whatever the answer, so nobody learns from the clock."""
    try:
        is_full = extract_parameters(password_hash).memory_cost >= _FULL.memory_cost
    except InvalidHashError:
        return _spend(password)
    if not is_full:
        _spend(password)
    try:
        return _FULL.verify(password_hash, password)
    except VerificationError:
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other settings than today's full ones."""
    return _FULL.check_needs_rehash(password_hash)


def _spend(password: str) -> bool:
    with suppress(VerificationError):
        _FULL.verify(_nobody(), password)
    return False


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _FULL.hash("nobody")

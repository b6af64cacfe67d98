"""Sealing bytes with a key of their own: AES-256-GCM, so that what is opened is what was sealed."""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


@dataclass(frozen=True)
class Sealed:
    """`data` is nonce (12 bytes), ciphertext, tag (16 bytes); `key` is 32 bytes in hexadecimal."""

    key: str
    data: bytes


def seal(plain: bytes) -> Sealed:
    """`plain` under a fresh random key."""
    key, nonce = AESGCM.generate_key(256), os.urandom(NONCE_BYTES)
    return Sealed(key.hex(), nonce + AESGCM(key).encrypt(nonce, plain, None))


def unseal(key: str, data: bytes) -> bytes:
    """What was sealed; raises cryptography's InvalidTag when key or data are not the ones."""
    return AESGCM(bytes.fromhex(key)).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], None)

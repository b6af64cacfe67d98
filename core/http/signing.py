"""Short signed tokens: a few words and an HMAC over them, checked without a database."""

from __future__ import annotations

import base64
import hashlib
import hmac

from flask import current_app


def sign(purpose: str, value: str) -> str:
    """`value` with its signature for `purpose`; a token for one purpose is worthless for another."""
    return f"{value}.{_mac(purpose, value)}"


def unsign(purpose: str, token: str) -> str | None:
    """The signed value, or None when the token was not made here for this purpose."""
    value, _, mac = token.rpartition(".")
    return value if value and hmac.compare_digest(mac.encode(), _mac(purpose, value).encode()) else None


def _mac(purpose: str, value: str) -> str:
    key = current_app.config["SIGNING_KEY"]
    digest = hmac.digest(key, f"{purpose}\0{value}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:24]).decode()

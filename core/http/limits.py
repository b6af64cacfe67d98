"""Rate limits where a stranger can try, shared between processes through REDIS_URL when there is one."""

from __future__ import annotations

from flask import Flask, current_app, request
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from core.errors import TooMany
from core.http.identity import current_actor


def init_app(app: Flask) -> None:
    """Choose where counts are kept: REDIS_URL, else this process."""
    store = storage_from_string(app.config["REDIS_URL"] or "memory://")
    app.extensions["khoabang-limiter"] = FixedWindowRateLimiter(store)


def check_rate(rate: str, name: str) -> None:
    """Count one try of `name` for this actor or address; raises TooMany beyond `rate` (such as `30/minute`)."""
    if not current_app.config["RATE_LIMITS"]:
        return
    limiter: FixedWindowRateLimiter = current_app.extensions["khoabang-limiter"]
    who = current_actor().person_id or request.remote_addr or "unknown"
    if not limiter.hit(parse(rate), name, str(who)):
        raise TooMany

"""The doors that are not guarded by a permission, each one meant. The walk of routes fails on any other."""

from __future__ import annotations

PUBLIC = {
    "web.home.show",
    "web.preferences.set_language",
    "web.health.alive",
    "web.health.ready",
    "web.health.metrics",
    "web.errors.show",
    "web.design.show",
    "accounts.sign_in.show",
    "accounts.sign_in.sign_in",
}
"""Open to anybody."""

SIGNED_TOKEN: set[str] = set()
"""The view checks a signed token before anything else."""

NO_CSRF: set[str] = set()
"""Changes that prove themselves by a token in the request and not by a cookie."""

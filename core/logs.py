"""Logs: one JSON line an event in production, readable ones elsewhere; secrets are struck out by name."""

from __future__ import annotations

from typing import Any

import structlog

SECRET_WORDS = ("password", "secret", "token", "cookie", "key", "authorization")


def configure(*, as_json: bool) -> None:
    """Set up structlog once for the process."""
    renderer: Any = structlog.processors.JSONRenderer(ensure_ascii=False) if as_json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            strike_secrets,
            structlog.processors.format_exc_info,
            renderer,
        ]
    )


def strike_secrets(_logger: object, _method: str, entry: Any) -> Any:
    """No value whose name speaks of a secret reaches the log."""
    return {name: "***" if any(word in name.lower() for word in SECRET_WORDS) else value for name, value in entry.items()}

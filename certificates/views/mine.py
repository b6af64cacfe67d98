"""The holder's wallet."""

from __future__ import annotations

from flask.typing import ResponseReturnValue


def show() -> ResponseReturnValue:
    return ""

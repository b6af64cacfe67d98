"""The register book."""

from __future__ import annotations

from flask.typing import ResponseReturnValue


def index() -> ResponseReturnValue:
    return ""

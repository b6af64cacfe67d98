"""JSON that strangers send: what is nested too deeply is as unreadable as what is no JSON."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider


class Json(DefaultJSONProvider):
    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """The value of a text. Raises ValueError, which `request.get_json` knows, for every text that has none."""
        try:
            return super().loads(s, **kwargs)
        except RecursionError as deep:
            raise ValueError("nested too deeply") from deep


def init_app(app: Flask) -> None:
    app.json = Json(app)

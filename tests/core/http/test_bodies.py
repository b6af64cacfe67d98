"""JSON that strangers send."""

from __future__ import annotations

import pytest
from flask import Flask, request
from werkzeug.exceptions import BadRequest

DEEP = ["[" * 9_000, "[" * 1_000_000, '{"a":' * 9_000, "[" * 9_000 + "]" * 9_000]


@pytest.mark.parametrize("body", [*DEEP, "", "{", "9" * 10_000, "\0", '"\\ud800'], ids=range(9))
def test_what_cannot_be_read_is_the_senders_mistake(app: Flask, body: str) -> None:
    with app.test_request_context(method="POST", data=body, content_type="application/json"):
        assert request.get_json(silent=True) is None
        with pytest.raises(BadRequest):
            request.get_json()

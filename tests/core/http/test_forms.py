"""The base of forms: lists of fields that a stranger's names do not break."""

from __future__ import annotations

import pytest
from flask import Flask
from wtforms import IntegerField

from core.http.forms import Form, Lines


class Many(Form):
    counts = Lines(IntegerField(), max_entries=3)


@pytest.mark.parametrize("place", ["²", "９" * 3, "9" * 5_000, "-1", "x", "", "1.5", "٣"])
def test_a_place_that_is_no_plain_number_is_left_out(app: Flask, place: str) -> None:
    with app.test_request_context(method="POST", data={"counts-0": "7", f"counts-{place}": "8"}):
        assert [field.data for field in Many().counts] in ([7], [7, 8])


def test_places_keep_their_order_and_their_limit(app: Flask) -> None:
    with app.test_request_context(method="POST", data={f"counts-{n}": str(n) for n in (40, 2, 10, 1)}):
        assert [field.data for field in Many().counts] == [1, 2, 10]


@pytest.mark.parametrize("body", [1, [], ["x"], {"counts-0": 7}, {"counts-0": {"a": []}}, None])
def test_json_is_no_form(app: Flask, body: object) -> None:
    with app.test_request_context(method="POST", json=body):
        assert [field.data for field in Many().counts] == []

"""A topic's form: what is no number of a row is no row."""

from __future__ import annotations

import pytest
from flask import Flask

from curriculum.forms import TopicForm


@pytest.mark.parametrize(("typed", "read"), [("²", None), ("9" * 400, None), ("7", 7), ("", None), ("-1", None)])
def test_an_outcome_is_named_by_a_number_or_is_new(app: Flask, typed: str, read: int | None) -> None:
    data = {"name": "Chủ đề", "parent_id": "²", "outcomes-0-outcome_id": typed, "outcomes-0-text": "x", "outcomes-²-text": "y"}
    with app.test_request_context(method="POST", data=data):
        form = TopicForm()
        form.offer_parents([])
        assert [outcome.id for outcome in form.to_command().outcomes] == [read]

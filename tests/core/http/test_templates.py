"""Calls and addresses in templates: cheaper than Jinja's and Flask's own, and the same."""

from __future__ import annotations

import pytest
from flask import Flask, url_for
from jinja2 import pass_context

from core.http.templates import quick_url_for

PLACES: list[tuple[str, dict[str, object]]] = [
    ("accounts.people.index", {}),
    ("accounts.people.index", {"page": 2, "q": "An & Bình"}),
    ("accounts.people.show", {"person_id": 7}),
    ("accounts.people.show", {"person_id": 7, "_anchor": "roles"}),
    ("accounts.people.show", {"person_id": 7, "_external": True}),
    ("question_bank.library.index", {"code": "Tin học/1"}),
    ("question_bank.library.index", {"code": "CNTT-CB", "state": None}),
]


@pytest.mark.parametrize("script", ["", "/thi"])
@pytest.mark.parametrize(("endpoint", "values"), PLACES)
def test_an_address_is_what_flask_would_write(app: Flask, endpoint: str, values: dict[str, object], script: str) -> None:
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": script}):
        assert quick_url_for(endpoint, **values) == url_for(endpoint, **values)  # type: ignore[arg-type]


def test_what_has_no_address_is_refused_as_flask_refuses_it(app: Flask) -> None:
    with app.test_request_context("/"):
        for values in ({}, {"person_id": None}, {"person_id": "x"}):
            with pytest.raises(Exception) as ours:
                quick_url_for("accounts.people.show", **values)
            with pytest.raises(type(ours.value)):
                url_for("accounts.people.show", **values)


def test_a_template_calls_functions_macros_blocks_and_functions_of_the_context(app: Flask) -> None:
    app.jinja_env.globals["seen"] = pass_context(lambda context, name: context.get(name))
    page = """
    {%- macro cell(label, num=false) %}<{{ label }}{{ '!' if num }}>{{ caller() if caller else '' }}{% endmacro -%}
    {%- for n in [1, 2] %}{% set twice = n * 2 %}{{ cell('a&b', num=n == 2) }}{% call cell('c') %}{{ n }}{% endcall %}{{ seen('twice') }}{% endfor -%}
    {{ 'x'.upper() }}{{ dict(a=1).a }}{{ range(2)|list }}"""
    try:
        assert app.jinja_env.from_string(page).render() == "<a&amp;b><c>12<a&amp;b!><c>24X1[0, 1]"
    finally:
        del app.jinja_env.globals["seen"]

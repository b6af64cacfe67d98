"""Sessions cost nothing for who has none, and are kept as Flask keeps them for everybody else."""

from __future__ import annotations

import pytest
from flask import Flask, session

from core.http import sessions


@pytest.fixture
def app() -> Flask:
    app = Flask("sessions")
    app.secret_key = "for this test only"
    sessions.init_app(app)
    app.add_url_rule("/idle", "idle", lambda: "")
    app.add_url_rule("/look", "look", lambda: str(session.get("n")))
    app.add_url_rule("/keep/<int:n>", "keep", lambda n: session.update(n=n) or "")
    app.add_url_rule("/drop", "drop", lambda: session.clear() or "")
    return app


def test_a_request_that_never_looks_gets_no_cookie_and_varies_by_none(app: Flask) -> None:
    answer = app.test_client().get("/idle")
    assert "Set-Cookie" not in answer.headers
    assert "Vary" not in answer.headers


def test_who_looks_varies_by_cookie(app: Flask) -> None:
    assert app.test_client().get("/look").headers["Vary"] == "Cookie"


def test_what_is_kept_comes_back_and_can_be_dropped(app: Flask) -> None:
    client = app.test_client()
    client.get("/keep/7")
    assert client.get("/look").text == "7"
    assert client.get("/idle").text == ""
    client.get("/drop")
    assert client.get("/look").text == "None"


def test_a_forged_cookie_is_an_empty_session(app: Flask) -> None:
    client = app.test_client()
    client.set_cookie("session", "forged.by.hand")
    assert client.get("/look").text == "None"

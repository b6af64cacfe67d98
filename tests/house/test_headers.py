"""The headers that keep a browser safe stand on every answer: page, refusal, redirection and error."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from core.actor import Actor

ADDRESSES = ("/", "/healthz", "/readyz", "/nowhere", "/language")
pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_policy(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_page_of_a_person_is_not_kept(client: FlaskClient, sign_in_as: Callable[..., Actor]) -> None:
    sign_in_as(client, "student")
    assert "no-store" in client.get("/").headers["Cache-Control"]


def test_session_cookie_is_out_of_reach_of_scripts(client: FlaskClient, sign_in_as: Callable[..., Actor]) -> None:
    sign_in_as(client, "student")
    client.get("/")
    cookie = client.get_cookie("khoabang")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_page_speaks_the_chosen_language(client: FlaskClient, language: str) -> None:
    client.set_cookie("language", language)
    assert f'<html lang="{language}"' in client.get("/").text


def test_error_page_tells_nothing_of_the_inside(client: FlaskClient) -> None:
    page = client.get("/nowhere").text
    assert "Traceback" not in page
    assert "werkzeug" not in page.lower()

"""The icon of a tab, asked for by browsers beside documents that name none."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_a_browser_is_led_to_the_icon_and_starts_no_session(client: FlaskClient) -> None:
    """It asks while a page is signing somebody in: a new session here would take the place of theirs."""
    answer = client.get("/favicon.ico")
    assert answer.headers.getlist("Set-Cookie") == []
    assert answer.cache_control.max_age == 86_400
    assert client.get(answer.location).mimetype == "image/svg+xml"

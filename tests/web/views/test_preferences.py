"""The language of a browser, and where the form may send its reader."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    "sent", ["http://[x", "//[", "/a\r\nX-Evil: 1", "//evil.example", "/\\evil.example", "https:evil", "\x00", "/\x00"]
)
def test_the_way_back_is_home_for_an_address_that_is_not_ours(client: FlaskClient, sent: str) -> None:
    answer = client.post("/language", data={"language": "en", "next": sent})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert "X-Evil" not in answer.headers


def test_the_way_back_is_the_page_that_was_left(client: FlaskClient) -> None:
    answer = client.post("/language", data={"language": "en", "next": "/about?a=1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/about?a=1")
    assert "language=en" in answer.headers["Set-Cookie"]

"""The first page of a visitor."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask.testing import FlaskClient

from tests.support.counting import Count


def test_a_visitor_can_search_look_up_a_certificate_and_find_the_guide(client: FlaskClient) -> None:
    page = client.get("/").text
    assert 'action="/search"' in page and 'action="/verify"' in page and 'href="/tv"' in page


def test_the_first_page_costs_three_queries(client: FlaskClient, queries: Callable[[], AbstractContextManager[Count]]) -> None:
    with queries() as count:
        client.get("/")
    assert count.n <= 3, count

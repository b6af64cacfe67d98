"""The search page: what a visitor and a member see of it, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

from core.actor import Actor
from core.db import transaction
from core.search import Findable, put_all
from tests.support.counting import Count

SignInAs = Callable[..., Actor]


@pytest.fixture(autouse=True)
def pages(app: object) -> Iterator[None]:
    with transaction():
        put_all(
            [
                Findable("topic", "1", "Đạo hàm <b>", "Tính được đạo hàm & cực trị", "/tv?topic=1", "all", "Toán 12"),
                Findable("episode", "1", "Bài giảng đạo hàm", "", "/tv/episodes/1", "members"),
                *(Findable("topic", str(n), f"Xác suất {n}", "", f"/tv?topic={n}", "all") for n in range(2, 32)),
            ]
        )
    yield


def test_a_visitor_finds_what_is_for_all_with_the_words_marked(client: FlaskClient) -> None:
    page = client.get("/search?q=dao+ham").text
    assert '<a href="/tv?topic=1"><mark>Đạo</mark> <mark>hàm</mark> &lt;b&gt;</a>' in page
    assert "Tính được <mark>đạo</mark> <mark>hàm</mark> &amp; cực trị" in page
    assert "/tv/episodes/1" not in page


def test_a_member_finds_more_counted_by_kind(client: FlaskClient, sign_in_as: SignInAs) -> None:
    sign_in_as(client, "student")
    page = client.get("/search?q=dao+ham").text
    assert "/tv/episodes/1" in page and "/tv?topic=1" in page
    assert "/tv?topic=1" not in client.get("/search?q=dao+ham&kind=episode").text


def test_results_are_paged(client: FlaskClient) -> None:
    first, second = client.get("/search?q=xac+suat").text, client.get("/search?q=xac+suat&page=2").text
    assert (first.count('class="result"'), second.count('class="result"')) == (20, 10)


def test_an_empty_box_teaches_and_a_vain_search_helps(client: FlaskClient) -> None:
    assert "/search?q=%C4%91%E1%BA%A1o+h%C3%A0m" in client.get("/search").text
    page = client.get("/search?q=khong+co&kind=topic").text
    assert "Không thấy “khong co”" in page and 'href="/search?q=khong+co"' in page


@pytest.mark.parametrize(
    "query", ["q=%00&kind=x", "q=" + "%C4%91" * 3000, "q=%3Cscript%3E&page=99999", "q=a&page=x&kind=topic", "q=%25_%27"]
)
def test_strange_queries_are_answered(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/search?{query}")
    assert answer.status_code == 200 and "<script>" not in answer.text.partition("<main")[2]


def test_a_search_costs_a_few_queries(
    client: FlaskClient, sign_in_as: SignInAs, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    with queries() as count:
        client.get("/search?q=xac+suat")
    assert count.n <= 5, count
    sign_in_as(client, "student")
    with queries() as count:
        client.get("/search?q=xac+suat")
    assert count.n <= 8, count

"""The bell, the list behind it, and the choices on one's own page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from accounts import api
from accounts.queries.people import person_row
from core.db import session, transaction
from core.words import say
from tests.accounts.conftest import Town
from tests.support.counting import Count

SignIn = Callable[..., TestResponse]
Queries = Callable[[], AbstractContextManager[Count]]


@pytest.fixture
def pupil(town: Town, client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    sign_in(town.pupil)
    return client


def tell(person: api.PersonView, times: int = 1) -> None:
    with transaction():
        for _ in range(times):
            api.notify([person.id], "grade", say("Trao vai trò"), "/me#digest")


def test_the_bell_counts_and_costs_no_query(town: Town, pupil: FlaskClient, queries: Queries) -> None:
    pupil.get("/me/password")
    with queries() as before:
        assert "chưa đọc" not in pupil.get("/me/password").text
    tell(town.pupil, 3)
    with queries() as after:
        assert "Thông báo, 3 chưa đọc" in pupil.get("/me/password").text
    assert after.n == before.n


def test_opening_one_reads_it_and_leads_on(town: Town, pupil: FlaskClient) -> None:
    tell(town.pupil)
    page = pupil.get("/notifications").text
    assert "Chưa đọc" in page and "Trao vai trò" in page
    url = page.partition('class="row-title" href="')[2].partition('"')[0]
    answer = pupil.get(url)
    assert (answer.status_code, answer.location) == (302, "/me#digest")
    assert "Chưa đọc" not in pupil.get("/notifications").text


def test_a_notification_is_read_in_the_readers_language(town: Town, pupil: FlaskClient) -> None:
    tell(town.pupil)
    pupil.set_cookie("language", "en")
    assert "Give role" in pupil.get("/notifications").text


def test_nobody_opens_what_another_was_told(town: Town, pupil: FlaskClient) -> None:
    tell(town.teacher)
    assert pupil.get("/notifications/1").status_code == 404
    assert pupil.get("/notifications/2147483648").status_code == 404


def test_all_are_read_at_once(town: Town, pupil: FlaskClient) -> None:
    tell(town.pupil, 2)
    assert pupil.post("/notifications/read").location == "/notifications"
    page = pupil.get("/notifications").text
    assert "Chưa đọc" not in page and "/notifications/read" not in page


def test_a_long_list_is_paged_at_the_same_cost(town: Town, pupil: FlaskClient, queries: Queries) -> None:
    assert "Chưa có thông báo nào" in pupil.get("/notifications").text
    tell(town.pupil, 40)
    with queries() as count:
        page = pupil.get("/notifications?page=2").text
    assert page.count('class="row is-unread"') == 10
    assert count.n <= 3, count


def test_the_letters_are_chosen_on_ones_own_page(town: Town, pupil: FlaskClient) -> None:
    assert pupil.post("/me/digest", data={"digest": "weekly"}).status_code == 302
    assert person_row(town.pupil.id).digest == "weekly"
    answer = pupil.post("/me/digest", data={"digest": "hourly"})
    assert answer.status_code == 422 and "Hãy chọn một mục trong danh sách." in answer.text
    assert person_row(town.pupil.id).digest == "weekly"


def test_the_language_of_letters_follows_the_pages(town: Town, pupil: FlaskClient) -> None:
    pupil.post("/language", data={"language": "en", "next": "/me"})
    assert person_row(town.pupil.id).language == "en"


def test_a_new_calendar_address_makes_the_old_one_worthless(town: Town, pupil: FlaskClient) -> None:
    old = api.feed_token(town.pupil.id)
    assert api.person_of_feed(old) == town.pupil.id
    assert pupil.post("/me/feed").status_code == 302
    assert api.person_of_feed(old) is None
    assert api.person_of_feed(api.feed_token(town.pupil.id)) == town.pupil.id


def test_a_token_of_another_hand_or_of_a_closed_account_is_nobodys(town: Town) -> None:
    token = api.feed_token(town.pupil.id)
    assert [api.person_of_feed(other) for other in ("", "1-1", token[:-1], token + "x", f"{town.pupil.id}-1.abc")] == [None] * 5
    person_row(town.pupil.id).is_active = False
    session.flush()
    assert api.person_of_feed(token) is None

"""The card of parents on a person's page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from accounts import api
from core.actor import SYSTEM
from core.db import session
from tests.accounts.conftest import Town
from tests.support.counting import Count

SignIn = Callable[..., TestResponse]


@pytest.fixture
def parent(town: Town) -> api.PersonView:
    made = api.create_person(SYSTEM, api.NewPerson("Đặng Văn Phụ", "phu", organisation_id=town.school.id))
    session.commit()
    return made


def test_a_parent_is_found_linked_and_unlinked(town: Town, parent: api.PersonView, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(town.manager)
    page = f"/people/{town.pupil.id}"
    assert "Chưa gắn phụ huynh" in client.get(page).text
    assert f'action="{page}/guardians/{parent.id}"' in client.get(f"{page}?guardian=dang+van+phu").text
    assert client.post(f"{page}/guardians/{parent.id}").location == page
    shown = client.get(f"{page}?guardian=phu").text
    assert "Đặng Văn Phụ" in shown and f'action="{page}/guardians/{parent.id}"' not in shown
    assert "Đặng Thị Ngọc Ánh" in client.get(f"/people/{parent.id}").text
    assert client.post(f"{page}/guardians/{parent.id}/remove").location == page
    assert api.children_of(parent.id) == []


def test_a_search_for_nobody_says_what_to_do(town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(town.manager)
    assert "Không thấy ai khớp “không ai”" in client.get(f"/people/{town.pupil.id}?guardian=không+ai").text


def test_only_whoever_manages_the_child_links(town: Town, parent: api.PersonView, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(town.teacher)
    page = client.get(f"/people/{town.pupil.id}?guardian=phu").text
    assert "/guardians/" not in page
    assert client.post(f"/people/{town.pupil.id}/guardians/{parent.id}").status_code == 403
    client.post("/sign-out")
    sign_in(town.manager)
    assert client.post(f"/people/{town.other_pupil.id}/guardians/{parent.id}").status_code == 404
    assert client.post(f"/people/{town.pupil.id}/guardians/{town.other_pupil.id}").status_code == 404


def test_parents_see_their_children_on_their_own_page(town: Town, parent: api.PersonView, client: FlaskClient, sign_in: SignIn) -> None:
    api.link_guardian(SYSTEM, town.teacher.id, town.pupil.id)
    sign_in(town.teacher)
    assert "Con của tôi" in client.get("/me").text


def test_the_page_costs_the_same_however_many_parents(
    town: Town, client: FlaskClient, sign_in: SignIn, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    sign_in(town.manager)
    counts = []
    for _ in range(2):
        client.get(f"/people/{town.pupil.id}")
        with queries() as count:
            client.get(f"/people/{town.pupil.id}")
        counts.append(count.n)
        for other in (town.teacher, town.manager):
            api.link_guardian(SYSTEM, other.id, town.pupil.id)
    assert counts[0] == counts[1] <= 10

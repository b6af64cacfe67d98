"""The pages of practice by HTTP: the map, a set from beginning to end, going back, and what is not one's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from core.db import session
from review.models import Attempt, PracticeSet
from review.queries.sets import asked as question_asked
from tests.question_bank.kinds import contents
from tests.support.counting import Count
from tests.support.people import person_with, sign_in_as
from tests.support.practice import Shelf, more_questions, new_shelf
from tests.support.questions import new_question

Queries = Callable[[], AbstractContextManager[Count]]


@pytest.fixture(autouse=True)
def without_csrf(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def shelf(app: Flask, client: FlaskClient) -> Shelf:
    """Three questions, and their pupil at the browser."""
    made = new_shelf(3)
    sign_in_as(client, person_id=made.person_id)
    return made


def begin(client: FlaskClient, shelf: Shelf, **form: object) -> PracticeSet:
    answer = client.post(f"/review/topics/{shelf.first.id}", data={"count": 5, "level": "", **form})
    assert answer.status_code == 302, answer.text
    return session.scalars(select(PracticeSet).order_by(PracticeSet.id.desc())).first()  # type: ignore[return-value]


def attempts() -> int:
    return session.scalar(select(func.count()).select_from(Attempt)) or 0


def test_a_set_from_the_map_to_the_summary(client: FlaskClient, shelf: Shelf) -> None:
    assert f"/review/{shelf.subject_code}" in client.get("/review").text
    assert f"/review/topics/{shelf.first.id}" in client.get(f"/review/{shelf.subject_code}").text
    practice = begin(client, shelf)
    first = client.get(client.get(f"/review/sets/{practice.id}").location).text
    assert "Câu 1 trên 3" in first and "Vì hai lần" not in first
    for number, given in ((1, {"answer": "b"}), (2, {"answer": "a", "sure": "unsure"}), (3, {"act": "unknown"})):
        told = client.post(f"/review/sets/{practice.id}/{number}", data=given)
        assert told.status_code == 302
        assert "Vì hai lần một là hai" in client.get(told.location).text
    assert "Đúng 1 trên 3 câu" in client.get(f"/review/sets/{practice.id}").text
    assert client.get("/review/mistakes").text.count('class="mistake"') == 2


def test_an_answer_sent_again_is_not_counted_again(client: FlaskClient, shelf: Shelf) -> None:
    practice = begin(client, shelf)
    for given in ("a", "b"):
        assert client.post(f"/review/sets/{practice.id}/1", data={"answer": given}).status_code == 302
    assert attempts() == 1
    assert "đã được trả lời rồi" in client.get(f"/review/sets/{practice.id}/1").text


def test_nothing_and_nonsense_are_asked_again_with_what_was_typed(client: FlaskClient, shelf: Shelf) -> None:
    practice = begin(client, shelf)
    for given in ({}, {"answer": "z"}):
        told = client.post(f"/review/sets/{practice.id}/1", data=given)
        assert told.status_code == 422 and 'role="alert"' in told.text
    assert attempts() == 0


def test_one_cannot_jump_ahead_and_a_set_ends_where_it_ends(client: FlaskClient, shelf: Shelf) -> None:
    practice = begin(client, shelf)
    assert client.get(f"/review/sets/{practice.id}/3").location.endswith(f"/review/sets/{practice.id}")
    assert client.post(f"/review/sets/{practice.id}/3", data={"answer": "b"}).status_code == 302
    for number in (0, 4, 99):
        assert client.get(f"/review/sets/{practice.id}/{number}").status_code == 404
        assert client.post(f"/review/sets/{practice.id}/{number}", data={"answer": "b"}).status_code == 404
    assert attempts() == 0


def test_a_set_that_was_left_is_found_where_it_was(client: FlaskClient, shelf: Shelf) -> None:
    practice = begin(client, shelf)
    client.post(f"/review/sets/{practice.id}/1", data={"answer": "b"})
    assert f"/review/sets/{practice.id}" in client.get("/review").text
    assert client.get(f"/review/sets/{practice.id}").location.endswith("/2")


def test_the_form_keeps_what_was_chosen_when_there_is_no_such_question(client: FlaskClient, shelf: Shelf) -> None:
    told = client.post(f"/review/topics/{shelf.first.id}", data={"count": 20, "level": "NB"})
    assert told.status_code == 422
    assert re.search(r'<input checked[^>]*value="20"', told.text)
    assert client.post(f"/review/topics/{shelf.first.id}", data={"count": "7", "level": "X"}).status_code == 422


def test_a_whole_subject_can_be_mixed(client: FlaskClient, shelf: Shelf) -> None:
    more_questions(shelf.bank, shelf.second)
    session.commit()
    assert client.post(f"/review/{shelf.subject_code}").status_code == 302
    practice = session.scalars(select(PracticeSet)).one()
    assert (len(practice.revision_ids), practice.topic_id) == (4, None)
    assert client.get(f"/review/sets/{practice.id}/1").status_code == 200


def test_another_pupil_s_set_and_mistake_are_not_there(client: FlaskClient, shelf: Shelf) -> None:
    practice = begin(client, shelf)
    client.post(f"/review/sets/{practice.id}/1", data={"act": "unknown"})
    question_id = session.scalars(select(Attempt.question_id)).one()
    assert client.get(f"/review/mistakes/{question_id}").status_code == 200
    sign_in_as(client, person_id=person_with("student", organisation_id=shelf.organisation_id))
    for address in (f"/review/sets/{practice.id}", f"/review/sets/{practice.id}/1", f"/review/mistakes/{question_id}"):
        assert client.get(address).status_code == 404
    assert client.post(f"/review/sets/{practice.id}/2", data={"answer": "b"}).status_code == 404
    assert client.post(f"/review/mistakes/{question_id}", data={"note": "x"}).status_code == 404


def test_a_pupil_of_another_school_sees_neither_subject_nor_topic(client: FlaskClient, shelf: Shelf) -> None:
    other = new_shelf_elsewhere()
    sign_in_as(client, person_id=other)
    for address in (f"/review/{shelf.subject_code}", f"/review/topics/{shelf.first.id}"):
        assert client.get(address).status_code == 404
        assert client.post(address, data={"count": 5, "level": ""}).status_code == 404
    assert client.get("/review").status_code == 200


def new_shelf_elsewhere() -> int:
    from tests.support.questions import new_organisation

    school = new_organisation()
    session.commit()
    return person_with("student", organisation_id=school.id)


def test_a_note_is_kept_and_a_long_one_refused_with_what_was_typed(client: FlaskClient, shelf: Shelf) -> None:
    practice = begin(client, shelf)
    client.post(f"/review/sets/{practice.id}/1", data={"act": "unknown"})
    address = f"/review/mistakes/{session.scalars(select(Attempt.question_id)).one()}"
    assert client.post(address, data={"note": "Nhớ <b>dấu</b>"}).status_code == 302
    assert "Nhớ &lt;b&gt;dấu&lt;/b&gt;" in client.get("/review/mistakes").text
    told = client.post(address, data={"note": "dài" * 1000})
    assert told.status_code == 422 and "dàidài" in told.text
    assert client.post(address, data={"note": "a\x00b"}).status_code == 422


@pytest.mark.parametrize(
    "query", ["?subject=zz", "?topic=zz", "?settled=1", "?settled=x&page=-3", "?page=99", "?subject=%00", "?topic=%F0%9F%8C%99"]
)
def test_any_filter_of_the_notebook_is_answered(client: FlaskClient, shelf: Shelf, query: str) -> None:
    assert client.get(f"/review/mistakes{query}").status_code == 200


def test_the_daily_repeat_from_due_to_done(clock: time_machine.Coordinates, client: FlaskClient, shelf: Shelf) -> None:
    practice = begin(client, shelf)
    client.post(f"/review/sets/{practice.id}/1", data={"act": "unknown"})
    assert client.post("/review/repeat").location.endswith("/review/repeat")
    clock.shift(timedelta(days=1))
    sign_in_as(client, person_id=shelf.person_id)
    assert "1 câu đến hạn" in client.get("/review/repeat").text
    told = client.post("/review/repeat", data={"subject": shelf.subject_code})
    assert client.post(f"{told.location}/1", data={"answer": "b"}).status_code == 302
    assert "Đúng 1 trên 1 câu" in client.get(told.location).text
    assert "Hôm nay đã xong" in client.get("/review/repeat").text


def test_pages_ask_no_more_when_there_is_more(client: FlaskClient, shelf: Shelf, queries: Queries) -> None:
    practice = begin(client, shelf)
    client.post(f"/review/sets/{practice.id}/1", data={"act": "unknown"})
    question_id = session.scalars(select(Attempt.question_id)).one()
    pages = {
        "/review": 15, f"/review/{shelf.subject_code}": 10, f"/review/topics/{shelf.first.id}": 17, f"/review/sets/{practice.id}/2": 8,
        f"/review/sets/{practice.id}/1": 11, "/review/mistakes": 10, f"/review/mistakes/{question_id}": 12, "/review/repeat": 9,
    }  # fmt: skip
    for page in pages:
        assert client.get(page).status_code == 200
    for number in range(6):
        more_questions(shelf.bank, shelf.second, number)
    session.commit()
    for number in (2, 3):
        client.post(f"/review/sets/{practice.id}/{number}", data={"act": "unknown"})
    told = {}
    for page in pages:
        with queries() as count:
            client.get(page)
        told[page] = count.n
    assert all(told[page] <= pages[page] for page in pages), told


def test_an_answer_and_all_that_follows_is_held_at_what_it_takes(client: FlaskClient, shelf: Shelf, queries: Queries) -> None:
    practice = begin(client, shelf)
    with queries() as count:
        client.post(f"/review/sets/{practice.id}/1", data={"act": "unknown"})
    assert count.n <= 28, count


@pytest.mark.parametrize(
    "address", ["/review/%00", "/review/topics/0", "/review/topics/99999999999", "/review/sets/99999999999", "/review/mistakes/99999999999"]
)
def test_an_address_of_nothing_is_no_page(client: FlaskClient, shelf: Shelf, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("asks", ["numerical", "short_answer", "single_choice"])
def test_a_variant_is_asked_marked_and_stands_in_the_notebook(app: Flask, client: FlaskClient, asks: str) -> None:
    shelf, content = new_shelf(0), contents.parameterised(asks)
    question = new_question(shelf.bank, content, kind="parameterised", topic_code="ON.1")
    sign_in_as(client, person_id=shelf.person_id)
    practice = begin(client, shelf)
    order = question_asked(practice, 1).order
    stem = next(row["stem"] for row in content["body"]["variants"] if row["id"] == next(each for each in order if each.startswith("v")))
    assert stem in client.get(f"/review/sets/{practice.id}/1").text
    assert client.post(f"/review/sets/{practice.id}/1", data={"act": "unknown"}).status_code == 302
    for address in (f"/review/sets/{practice.id}/1", f"/review/mistakes/{question.id}"):
        assert stem in client.get(address).text

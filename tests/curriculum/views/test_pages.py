"""The pages of the vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask import Flask
from flask.testing import FlaskClient

from curriculum import api
from tests.support.counting import Count
from tests.support.people import sign_in_as
from tests.support.questions import new_topic


def test_everyone_signed_in_may_read_and_only_keepers_may_write(app: Flask, client: FlaskClient) -> None:
    topic = new_topic("A")
    address = f"/curriculum/{topic.subject.code}"
    assert client.get(address, headers={"Accept": "text/html"}).status_code == 302
    sign_in_as(client, "student")
    page = client.get(address).text
    assert "Chủ đề A" in page and "/edit" not in page
    assert client.get(f"/curriculum/topics/{topic.id}/edit").status_code == 403
    sign_in_as(client, "administrator")
    assert "/edit" in client.get(address).text


def test_the_tree_costs_the_same_for_one_topic_and_for_many(
    app: Flask, client: FlaskClient, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    first = new_topic("A")
    for number in range(30):
        new_topic(f"A.{number}", parent=first)
    sign_in_as(client, "student")
    with queries() as count:
        assert client.get(f"/curriculum/{first.subject.code}").status_code == 200
    assert count.n <= 5, count


def test_a_topic_is_added_changed_and_retired_by_its_pages(app: Flask, client: FlaskClient) -> None:
    subject = new_topic("A").subject.code
    sign_in_as(client, "administrator")
    app.config["WTF_CSRF_ENABLED"] = False
    assert client.post(f"/curriculum/{subject}/topics/new", data={"code": "", "name": ""}).status_code == 422
    sent = {"code": "B", "name": "Hình học", "outcomes-0-text": "Vẽ được hình.", "outcomes-0-outcome_id": ""}
    assert client.post(f"/curriculum/{subject}/topics/new", data=sent).status_code == 302
    topic = api.topic_named("B")
    assert topic is not None
    assert "Vẽ được hình." in client.get(f"/curriculum/topics/{topic.id}/edit").text
    assert client.post(f"/curriculum/topics/{topic.id}/edit", data={"name": "Hình học phẳng"}).status_code == 302
    assert client.post(f"/curriculum/topics/{topic.id}/move", data={"step": "up"}).status_code == 302
    assert client.post(f"/curriculum/topics/{topic.id}/retire").status_code == 302
    assert [t.code for t in api.topics(subject)] == ["A"]
    assert client.post(f"/curriculum/topics/{topic.id}/restore").status_code == 302
    assert [t.name for t in api.topics(subject)] == ["Hình học phẳng", "Chủ đề A"]


def test_the_index_lists_subjects(app: Flask, client: FlaskClient) -> None:
    subject = new_topic("A").subject
    sign_in_as(client, "student")
    assert subject.name in client.get("/curriculum").text
    assert client.get("/curriculum/nothing").status_code == 404

"""The pages of names: shown, kept, and refused when empty."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.actor import SYSTEM, Actor
from core.db import transaction
from curriculum import api
from curriculum.operations.load_curriculum import load_curriculum


@pytest.fixture(autouse=True)
def _loaded(app: Flask, client: FlaskClient, sign_in_as: Callable[..., Actor]) -> None:
    with transaction():
        load_curriculum(SYSTEM)
    sign_in_as(client, "administrator")


@pytest.mark.parametrize("path", ["/curriculum/toan/name", "/curriculum/levels/NB/name"])
def test_a_name_is_shown_kept_and_never_empty(client: FlaskClient, path: str) -> None:
    assert "Lưu tên" in client.get(path).text
    assert client.post(path, data={"name": ""}).status_code == 422
    assert client.post(path, data={"name": "Tên mới", "name_en": "New name"}).status_code == 302
    assert "Tên mới" in client.get("/curriculum").text


def test_a_topic_is_given_a_grade(client: FlaskClient) -> None:
    topic = api.topics("tin_hoc")[0]
    page = f"/curriculum/topics/{topic.id}/edit"
    assert client.post(page, data={"name": topic.name, "parent_id": "", "grade": "11"}).status_code == 302
    found = api.topic_named(topic.code)
    assert found is not None and found.grade == 11


@pytest.mark.parametrize("path", ["/curriculum/khong-co/name", "/curriculum/levels/khong-co/name"])
def test_an_unknown_word_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, data={"name": "x"}).status_code == 404


def test_the_tree_shows_its_arrows_only_while_it_is_arranged(client: FlaskClient) -> None:
    topic = api.topics("toan")[0]
    move = f"/curriculum/topics/{topic.id}/move"
    assert move not in client.get("/curriculum/toan").text
    assert move in client.get("/curriculum/toan?arrange=1").text
    assert "arrange=1" in client.post(move, data={"step": "down"}).headers["Location"]

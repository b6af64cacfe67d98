"""The fixtures themselves: both databases work, a test leaves nothing behind, requests stand apart from the test."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import func, select

from core import clock
from core.actor import Actor
from core.db import db, session, transaction
from core.http.identity import current_actor
from core.jobs.models import Job
from tests.support.counting import Count


def add_job() -> None:
    with transaction():
        session.add(Job(kind="test.nothing", arguments={}, run_at=clock.now(), created_at=clock.now()))


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_starts_with_empty_tables(app: Flask, turn: int) -> None:
    assert session.execute(select(func.count()).select_from(Job)).scalar_one() == 0
    add_job()


def test_the_database_is_the_one_named(app: Flask, request: pytest.FixtureRequest) -> None:
    assert db.engine.dialect.name in request.node.name


def test_uncommitted_work_does_not_lock_out_a_request(client: FlaskClient) -> None:
    session.add(Job(kind="test.nothing", arguments={}, run_at=clock.now(), created_at=clock.now()))
    session.flush()
    assert client.post("/language", data={"language": "en", "next": "/"}).status_code == 302


def test_a_request_does_not_share_the_context_of_the_test(client: FlaskClient) -> None:
    client.get("/healthz")
    assert "started" not in g


def test_queries_counts_statements(app: Flask, queries: Callable[..., AbstractContextManager[Count]]) -> None:
    with queries() as count:
        session.execute(select(Job))
        session.execute(select(Job))
    assert count.n == 2, count


def test_signing_in_makes_the_requests_theirs(client: FlaskClient, sign_in_as: Callable[..., Actor]) -> None:
    actor = sign_in_as(client, "administrator", name="Trần Thị Quản Trị")
    cookies = "; ".join(f"{cookie.key}={cookie.value}" for cookie in client._cookies.values())
    with client.application.test_request_context(headers={"Cookie": cookies}):
        assert current_actor() == actor
    assert actor.name == "Trần Thị Quản Trị"

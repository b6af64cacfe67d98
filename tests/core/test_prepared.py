"""Prepared statements do what the same statements do through SQLAlchemy, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.db import session, transaction
from core.jobs.models import Job
from core.prepared import Prepared, inserting

NOW = datetime(2026, 11, 21, 7, 0, 0, 123456, tzinfo=UTC)
JOBS = Job.__table__
ADD = Prepared(insert(JOBS))  # type: ignore[arg-type]
MOVE = Prepared(
    update(JOBS).where(JOBS.c.key == bindparam("named"), JOBS.c.state == "queued").values(state="done", run_at=bindparam("moved"))  # type: ignore[arg-type]
    .returning(JOBS.c.id, JOBS.c.run_at, JOBS.c.arguments)
)  # fmt: skip
FIND = Prepared(select(JOBS.c.run_at, JOBS.c.lease_until).where(JOBS.c.key == bindparam("named")))


def row(key: str, number: int = 1) -> dict[str, Any]:
    return {
        "id": number, "kind": "test.nothing", "arguments": {"chữ": "ẳ 100%"}, "key": key, "state": "queued", "attempts": 0,
        "run_at": NOW, "done_steps": 0, "all_steps": 0, "created_at": NOW,
    }  # fmt: skip


def add(key: str) -> None:
    assert ADD.run(session.connection(), row(key)) is None


def test_values_and_rows_pass_through_their_columns_types(app: Flask) -> None:
    with transaction():
        add("one")
        assert FIND.run(session.connection(), {"named": "one"}) == (NOW, None)
        moved = datetime(2026, 11, 22, tzinfo=UTC)
        assert MOVE.run(session.connection(), {"named": "one", "moved": moved}) == (1, moved, {"chữ": "ẳ 100%"})
        assert MOVE.run(session.connection(), {"named": "one", "moved": moved}) is None
    kept = session.get_one(Job, 1)
    assert (kept.state, kept.run_at, kept.lease_until, kept.arguments) == ("done", moved, None, {"chữ": "ẳ 100%"})


def test_many_rows_go_as_one_statement(app: Flask, queries: Any) -> None:
    with transaction():
        with queries() as count:
            ADD.run_many(session.connection(), [row("một", 1), row("hai", 2)])
            ADD.run_many(session.connection(), [])
        assert count.n == 1, count
    kept = session.scalars(select(Job).order_by(Job.id)).all()
    assert [(job.key, job.run_at, job.arguments) for job in kept] == [(key, NOW, {"chữ": "ẳ 100%"}) for key in ("một", "hai")]


def test_columns_that_are_not_named_get_the_defaults_of_the_model(app: Flask) -> None:
    given = {"kind": "test", "arguments": {}, "run_at": NOW, "created_at": NOW}
    with transaction():
        inserting(Job, *given).run_many(session.connection(), [given, given])
    first, second = session.scalars(select(Job).order_by(Job.id)).all()
    assert (first.state, first.attempts, first.result, first.key) == ("queued", 0, None, None)
    assert (second.kind, second.run_at, second.id) == ("test", NOW, first.id + 1)


def test_what_the_database_refuses_is_an_error_like_any_other_and_tells_no_values(app: Flask) -> None:
    with pytest.raises(IntegrityError) as refused, transaction():
        ADD.run_many(session.connection(), [row("một", 1), row("hai", 1)])
    assert "test.nothing" not in str(refused.value)


def test_it_stands_in_the_transaction_it_is_given(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        add("gone")
        1 / 0  # noqa: B018
    assert FIND.run(session.connection(), {"named": "gone"}) is None


def test_who_counts_statements_counts_these(app: Flask, queries: Any) -> None:
    with queries() as count:
        FIND.run(session.connection(), {"named": "x"})
    assert count.n == 1, count

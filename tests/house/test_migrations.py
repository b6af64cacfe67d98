"""Migrations and models tell the same story, on both databases, forwards and backwards."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade

from config import HERE
from core.db import db, is_modelled
from tests.conftest import SHARED
from tests.support import postgres
from tests.support.databases import KINDS, make_app
from tests.support.missing import missing
from web.cli import use_migrations
from web.schema import heads, look

FOLDER = str(HERE / "migrations")


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application over a database without a single table."""
    url = f"sqlite:///{tmp_path}/empty.sqlite3"
    if request.param == "postgresql":
        try:
            socket = postgres.cluster(Path(os.environ[SHARED]))
        except postgres.NoPostgres as reason:
            missing(str(reason))
        url = postgres.make_database(socket, f"migrations_{os.environ.get('PYTEST_XDIST_WORKER', 'gw')}")
    app = make_app(url, tmp_path)
    with app.app_context():
        use_migrations(app)
        yield app
        db.session.remove()
        db.engine.dispose()


def differences() -> list[object]:
    with db.engine.connect() as connection:
        options = {"compare_type": True, "target_metadata": db.metadata, "include_name": is_modelled}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, db.metadata))


def url_of(app: Flask) -> str:
    return str(app.config["SQLALCHEMY_DATABASE_URI"])


def test_migrations_make_what_the_models_say(empty: Flask) -> None:
    upgrade(directory=FOLDER)
    assert differences() == [], 'make migration m="…"'


def test_last_step_goes_back_and_forth(empty: Flask) -> None:
    upgrade(directory=FOLDER)
    downgrade(directory=FOLDER, revision="-1")
    upgrade(directory=FOLDER)
    assert differences() == []


def test_server_sees_how_far_a_database_is(empty: Flask) -> None:
    assert not look(url_of(empty)).is_current
    upgrade(directory=FOLDER)
    state = look(url_of(empty))
    assert state.is_current
    assert not state.has_people


def test_there_is_one_newest_migration() -> None:
    assert len(heads()) == 1

"""One application and one schema per database and worker; between tests only the rows that were written are deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event

from config import HERE, Settings
from core.db import db
from tests.support import postgres
from tests.support.client import Client
from web.app import create_app

STATIC = HERE / "instance" / "static"
KINDS = ("sqlite", "postgresql")
_WRITES = re.compile(r"\s*(?:WITH\b.*?\b)?(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.I | re.S)


class House:
    """An application on a database of its own with every table made, and the names of tables written since it was last clean."""

    def __init__(self, kind: str, folder: Path, shared: Path, worker: str) -> None:
        self.kind = kind
        url = f"sqlite:///{folder}/test.sqlite3" if kind == "sqlite" else postgres.make_database(postgres.cluster(shared), f"test_{worker}")
        self.app = make_app(url, folder)
        self.written: set[str] = set()
        with self.app.app_context():
            event.listen(db.engine, "connect", _hurry)
            event.listen(db.engine, "before_cursor_execute", self._note)
            db.create_all()
        self.written.clear()

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found = _WRITES.match(statement)
        if found:
            self.written.add(found[1])

    @contextmanager
    def open(self) -> Iterator[Flask]:
        """The application with a context pushed; afterwards its tables are empty again."""
        settings = dict(self.app.config)
        with self.app.app_context():
            try:
                yield self.app
            finally:
                db.session.rollback()
                db.session.remove()
                self._empty(db.engine)
        self.app.config.clear()
        self.app.config.update(settings)

    def _empty(self, engine: Engine) -> None:
        tables = {name for name in self.written if name in db.metadata.tables or name.startswith("fts_")}
        if tables:
            off, on = _FOREIGN_KEYS[self.kind]
            connection = engine.raw_connection()
            driver: Any = connection.driver_connection
            for statement in (off, *(f'DELETE FROM "{name}"' for name in tables), on):
                driver.execute(statement)
            driver.commit()
            connection.close()
        self.written.clear()

    def close(self) -> None:
        """Let go of every connection."""
        with self.app.app_context():
            db.engine.dispose()


# Rows are deleted in any order: the constraints rest while the tables are emptied.
_FOREIGN_KEYS = {
    "sqlite": ("PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON"),
    "postgresql": ("SET session_replication_role = replica", "SET session_replication_role = DEFAULT"),
}


def make_app(url: str, folder: Path, **config: Any) -> Flask:
    """An application for tests: no CSRF, no rate limits, its files in `folder`."""
    _share_static_files(folder)
    app = create_app(Settings(DATABASE_URL=url, INSTANCE_PATH=str(folder), REDIS_URL="", MAIL_URL="", STORAGE_URL="", APP_ENV="test"))
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False, RATE_LIMITS=False, **config)
    app.test_client_class = Client
    return app


def _share_static_files(folder: Path) -> None:
    """Gathered and compressed once for all; their folder is named by what is in it."""
    STATIC.mkdir(parents=True, exist_ok=True)
    if not (folder / "static").exists():
        (folder / "static").symlink_to(STATIC)


def _hurry(connection: Any, _record: object) -> None:
    """A test's database needs no durability."""
    if type(connection).__module__.startswith("sqlite3"):
        connection.execute("PRAGMA synchronous=OFF")

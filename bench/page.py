"""One page measured: CPU beside an empty Flask page, statements, compressed weight of the HTML; and the demo that pages are measured on."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import brotli
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from accounts import api as accounts
from bench.registry import Measure
from config import Settings
from core.db import db
from tests.support.people import cookie_value, token_for
from web.app import lasting_app
from web.demo.load import load_demo

MOST_CPU_MS = 12
TIMES = 12
Request = Callable[[], TestResponse]


@contextmanager
def demo() -> Iterator[Flask]:
    """An application over a database of its own with the demo in it; requests are made outside its context, as a server does."""
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as folder:
        app = lasting_app(Settings(DATABASE_URL=f"sqlite:///{folder}/pages.sqlite3", INSTANCE_PATH=folder, APP_ENV="test"))
        app.config.update(RATE_LIMITS=False, WTF_CSRF_ENABLED=False)
        with app.app_context():
            db.create_all()
            load_demo()
        yield app


def client_of(app: Flask, username: str) -> FlaskClient:
    """A browser in which that person is signed in; a visitor's for ""."""
    client = app.test_client()
    with app.app_context():
        person = accounts.person_named(username) if username else None
        if person is not None:
            client.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie_value(app, token_for(person.id)))
    return client


def empty_page() -> float:
    """CPU of a page without anything in it, in milliseconds."""
    app = Flask("empty")
    app.add_url_rule("/", view_func=lambda: "")
    client = app.test_client()
    return min(_cpu(lambda: client.get("/")) for _ in range(TIMES))


def measure(app: Flask, client: FlaskClient, name: str, path: str, empty: float, most_kilobytes: float) -> Iterator[Measure]:
    """A page that is read: the least CPU of several, statements, and what is sent."""
    first = client.get(path)
    if first.status_code != 200:
        raise RuntimeError(f"{path} answered {first.status_code}")
    yield from measure_acts(app, name, [lambda: client.get(path)] * TIMES, empty)
    weight = len(brotli.compress(first.data, quality=4)) / 1000
    yield Measure(f"page: {name}", weight, "kB", most_kilobytes, "the most allowed" + (" OVER" if weight > most_kilobytes else ""))


def measure_acts(app: Flask, name: str, acts: list[Request], empty: float) -> Iterator[Measure]:
    """The least CPU of those requests, and the statements of the last."""
    *timed, last = acts
    spent = min(_cpu(act) for act in timed)
    yield Measure(f"page: {name}", spent, "CPU-ms", empty, "an empty page" + (" OVER" if spent > MOST_CPU_MS else ""))
    yield Measure(f"page: {name}", _statements(app, last), "statements")


def _cpu(act: Request) -> float:
    started = time.process_time()
    answer = act()
    spent = (time.process_time() - started) * 1000
    if answer.status_code >= 400:
        raise RuntimeError(f"{answer.request.path} answered {answer.status_code}")
    return spent


def _statements(app: Flask, act: Request) -> int:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    act()
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)

"""Fixtures for every test. Machinery lives in tests/support; here is only what a test may ask for by name."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from core.actor import Actor
from core.db import db
from tests.support import actors, people, postgres
from tests.support.browser import Browser, NoBrowser
from tests.support.counting import Count, counting
from tests.support.databases import KINDS, House
from tests.support.films import Films
from tests.support.live import LiveServer
from tests.support.missing import missing

SHARED = "KHOABANG_TEST_RUN"


def pytest_configure(config: pytest.Config) -> None:
    """The process that began the run makes the folder its workers share; they inherit its name."""
    if not hasattr(config, "workerinput"):
        os.environ[SHARED] = tempfile.mkdtemp(prefix="kb-test-")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shared = Path(os.environ.pop(SHARED))
        postgres.stop(shared)
        shutil.rmtree(shared, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not tested here, and why, right above the closing line."""
    reasons = Counter(str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []))
    terminalreporter.section("not tested here")
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count} × {reason.removeprefix('Skipped: ')}")
    if not reasons:
        terminalreporter.write_line("Nothing was skipped.")


@pytest.fixture(scope="session")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], House]]:
    """The application on a kind of database, made when first asked for and kept for this worker's whole run."""
    made: dict[str, House] = {}

    def house(kind: str) -> House:
        if kind not in made:
            worker = os.environ.get("PYTEST_XDIST_WORKER", "gw")
            made[kind] = House(kind, tmp_path_factory.mktemp(kind), Path(os.environ[SHARED]), worker)
        return made[kind]

    yield house
    for each in made.values():
        each.close()


@pytest.fixture(params=KINDS)
def app(request: pytest.FixtureRequest, houses: Callable[[str], House]) -> Iterator[Flask]:
    """The application with a context pushed and empty tables: once on SQLite, once on PostgreSQL."""
    try:
        house = houses(request.param)
    except postgres.NoPostgres as reason:
        missing(str(reason))
    with house.open() as opened:
        yield opened


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a screen. What the test has done is committed before each request."""
    return app.test_client()


@pytest.fixture
def actor_with() -> Callable[..., Actor]:
    """`actor_with(P.EXAMS_SEAL, path="/1/")`: an actor that holds these permissions; see tests/support/actors.py."""
    return actors.actor_with


@pytest.fixture
def person_with(app: Flask) -> Callable[..., int]:
    """`person_with("teacher", organisation_id=3)`: the id of a new person with this role; see tests/support/people.py."""
    return people.person_with


@pytest.fixture
def sign_in_as(app: Flask) -> Callable[..., Actor]:
    """`sign_in_as(client, "administrator")` or `sign_in_as(client, person_id=7)`: the actor now signed in on this client."""
    return people.sign_in_as


@pytest.fixture
def queries(app: Flask) -> Callable[[], AbstractContextManager[Count]]:
    """`with queries() as count: client.get(...)`, then `assert count.n <= 7, count`."""
    return partial(counting, db.engine)


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """The clock, stopped at a Saturday morning in Viet Nam; `clock.shift(60)` and `clock.move_to(...)` move it."""
    with time_machine.travel("2026-11-21T02:00:00+00:00", tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="session")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    server = LiveServer(tmp_path_factory.mktemp("live"))
    yield server
    server.stop()


@pytest.fixture
def live_server(_server: LiveServer) -> Iterator[LiveServer]:
    """A running server and worker over an empty SQLite database; `kill()` and `start()` as you like. See tests/support/live.py."""
    _server.start()
    yield _server
    _server.empty()


@pytest.fixture(scope="session")
def _browser() -> Iterator[Browser]:
    try:
        started = Browser()
    except NoBrowser as reason:
        missing(str(reason))
    yield started
    started.quit()


@pytest.fixture
def browser(_browser: Browser) -> Browser:
    """Chromium without cookies or memories; `browser.offline()`, `browser.complaints()`: see tests/support/browser.py."""
    _browser.make_clean()
    return _browser


@pytest.fixture
def new_browser() -> Iterator[Callable[[], Browser]]:
    """More browsers, for tests where several people meet."""
    started: list[Browser] = []

    def start() -> Browser:
        try:
            started.append(Browser())
        except NoBrowser as reason:
            missing(str(reason))
        return started[-1]

    yield start
    for each in started:
        each.quit()


@pytest.fixture(scope="session")
def films() -> Films:
    """`films("plain")`: the path of a small film, made once a run; see tests/support/films.py."""
    return Films(Path(os.environ[SHARED]) / "films")

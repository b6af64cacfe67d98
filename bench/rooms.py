"""What the benchmarks of a sitting stand on: a database, candidates with their journals, servers as in production, many at once."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import EnvironBuilder

from config import HERE, Settings
from core import clock
from core.actor import Actor
from core.db import db, session, transaction
from core.http.signing import sign
from core.permissions import Permission
from exams.models import JournalBatch
from exams.operations.start_sitting import start_sitting
from exams.rules.journal import next_head, read_texts
from exams.rules.permit import PURPOSE, write_permit
from tests.support import postgres
from tests.support.live import children_of
from tests.support.people import cookie_value, token_for
from tests.support.sittings import SINGLE, ReadyExam, event, ready_exam
from web.app import lasting_app

KINDS = ("SQLite", "PostgreSQL")
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Call:
    """One request, ready to be sent by whoever measures."""

    path: str
    body: bytes
    headers: dict[str, str]


@dataclass
class Room:
    """An application over an empty database of its own, and an exam with candidates."""

    app: Flask
    url: str
    folder: Path
    exam: ReadyExam

    def environment(self) -> dict[str, str]:
        ours = {
            "DATABASE_URL": self.url,
            "INSTANCE_PATH": str(self.folder),
            "APP_ENV": "test",
            "REDIS_URL": "",
            "MAIL_URL": "",
            "STORAGE_URL": "",
        }
        return {**os.environ, **ours}


@contextmanager
def room(kind: str, *, candidates: int, questions: int = 40) -> Iterator[Room]:
    """A room on SQLite or PostgreSQL, both as durable as in production."""
    with tempfile.TemporaryDirectory(prefix="kb-bench-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder}/bench.sqlite3"
        if kind == "PostgreSQL":
            postgres.SETTINGS.update(DURABLE)
            url = postgres.make_database(postgres.cluster(folder), "bench")
        app = lasting_app(Settings(DATABASE_URL=url, INSTANCE_PATH=name, REDIS_URL="", MAIL_URL="", STORAGE_URL="", APP_ENV="test"))
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context():
            db.create_all()
            exam = ready_exam(candidates=candidates, questions=[("single_choice", SINGLE)] * questions)
            yield Room(app, url, folder, exam)
            session.remove()
            db.engine.dispose()
        if kind == "PostgreSQL":
            postgres.stop(folder)


def journals(place: Room, saves: int, *, first: int = 1) -> list[list[Call]]:
    """For every candidate, started, `saves` saves of one event each, chained as a page chains them."""
    found = []
    for person_id in place.exam.person_ids:
        actor = Actor("", person_id, permissions=frozenset({Permission.EXAMS_SIT}))
        with transaction():
            started = start_sitting(actor, place.exam.id, "bench-device")
        token = sign(PURPOSE, write_permit(started.permit))
        headers = {"Authorization": f"Sitting {token}", "Content-Type": "application/json"}
        head, calls = started.head, []
        for seq in range(started.acked_seq + 1, started.acked_seq + 1 + saves):
            text = event(seq, 1 + seq % 40, "abcd"[seq % 4], at=clock.now())
            body = {"first_seq": seq, "events": [text], "head": head, "notices_seen": 0}
            calls.append(Call(f"/sittings/{started.permit.sitting_id}/journal", json.dumps(body).encode(), headers))
            head = next_head(head, text)
        found.append(calls)
    return found


def bare_calls(saves: int) -> list[Call]:
    """As many appends to the bare application, with the same body."""
    body = {"first_seq": 1, "events": [event(1)], "head": "0" * 64, "notices_seen": 0}
    return [Call("/append", json.dumps(body).encode(), {"Content-Type": "application/json"})] * saves


def cookies_of(place: Room) -> list[str]:
    """A signed-in cookie for every candidate."""
    return [f"{place.app.config['SESSION_COOKIE_NAME']}={cookie_value(place.app, token_for(person))}" for person in place.exam.person_ids]


def cpu_of(app: Flask, calls: list[Call], method: str = "POST") -> float:
    """Milliseconds of this process's CPU for one call, through the whole WSGI application."""
    ready = [EnvironBuilder(call.path, method=method, data=call.body, headers=list(call.headers.items())).get_environ() for call in calls]
    wsgi: Callable[..., Any] = app.wsgi_app
    began = time.process_time()
    for environ in ready:
        statuses: list[str] = []
        answer = wsgi(environ, lambda status, _headers, _error=None, into=statuses: into.append(status))
        b"".join(answer)
        getattr(answer, "close", lambda: None)()
        if not statuses[0].startswith("2"):
            raise RuntimeError(f"{environ['PATH_INFO']}: {statuses[0]}")
    return (time.process_time() - began) * 1000 / len(ready)


@contextmanager
def served(application: str, port: int, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """`application` under gunicorn with the project's own settings."""
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=HERE, env=environment)
    try:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                with_connection(port, lambda connection: connection.connect())
                break
            except OSError:
                time.sleep(0.05)
        yield server
    finally:
        server.terminate()
        server.wait(20)


def with_connection(port: int, do: Callable[[http.client.HTTPConnection], Any]) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        return do(connection)
    finally:
        connection.close()


def cpu_seconds(server: subprocess.Popen[bytes]) -> float:
    """CPU of the server and its workers so far."""

    def spent(pid: int) -> float:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    return sum(map(spent, [server.pid, *children_of(server.pid)]))


def all_at_once(port: int, queues: list[list[Call]]) -> list[float]:
    """One thread and one connection for each queue, let go at one moment; every latency in milliseconds. Raises on any refusal."""
    gate = threading.Barrier(len(queues))
    spent: list[float] = []
    troubles: list[str] = []

    def work(connection: http.client.HTTPConnection, calls: list[Call]) -> None:
        gate.wait()
        for call in calls:
            began = time.perf_counter()
            connection.request("POST", call.path, call.body, call.headers)
            answer = connection.getresponse()
            said = answer.read()
            spent.append((time.perf_counter() - began) * 1000)
            if answer.status != 200:
                troubles.append(f"{answer.status} {said[:200]!r}")

    def run(calls: list[Call]) -> None:
        with_connection(port, lambda connection: work(connection, calls))

    threads = [threading.Thread(target=run, args=(calls,)) for calls in queues]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if troubles:
        raise RuntimeError(f"{len(troubles)} refused: {troubles[0]}")
    return sorted(spent)


def acknowledged(place: Room) -> int:
    """How many events the journals of this exam hold, found by reading every stored batch."""
    session.rollback()
    return sum(len(read_texts(stored)) for stored in session.scalars(select(JournalBatch.events)))

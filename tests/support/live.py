"""A real server on a real port: gunicorn and the worker as processes of their own, over a SQLite file that the test can read and write."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask

from core.db import db
from tests.support.databases import make_app
from web.serve import Child

START_SECONDS = 60


class LiveServer:
    """Start, kill and start again on the same port and database. `url` has no slash at its end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database_url = f"sqlite:///{folder}/live.sqlite3"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.app = make_app(self.database_url, folder)
        with self.app.app_context():
            db.create_all()
        serve = ("-m", "gunicorn", "tests.support.live_app:app", "--bind", f"127.0.0.1:{self.port}")
        self.server = Child("server", (sys.executable, *serve), self._environment())
        self.worker = Child("worker", (sys.executable, "-m", "tests.support.live_app"), self._environment())

    def _environment(self) -> dict[str, str]:
        ours = {
            "DATABASE_URL": self.database_url,
            "INSTANCE_PATH": str(self.folder),
            "PUBLIC_URL": self.url,
            "PORT": str(self.port),
            "APP_ENV": "test",
            "REDIS_URL": "",
            "MAIL_URL": "",
            "STORAGE_URL": "",
        }
        return {**os.environ, **ours}

    @property
    def is_running(self) -> bool:
        return all(child.process is not None and child.process.poll() is None for child in (self.server, self.worker))

    def start(self) -> None:
        """Start what is not running and wait until it answers."""
        for child in (self.worker, self.server):
            if child.process is None or child.process.poll() is not None:
                child.start()
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.server.process is None or self.server.process.poll() is not None:
                raise RuntimeError("The live server did not start; its words are in the captured output.")
            if self._answers():
                return
            time.sleep(0.05)
        raise RuntimeError("The live server did not answer in time.")

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """As if the power went: server and worker with everything they started, at once, by SIGKILL."""
        self.kill_server()
        self.kill_worker()

    def kill_server(self) -> None:
        _kill(self.server)

    def kill_worker(self) -> None:
        _kill(self.worker)

    def kill_one_server_process(self) -> int:
        """SIGKILL one of the processes that answer requests; gunicorn must replace it. Returns its id."""
        if self.server.process is None:
            raise RuntimeError("The live server is not running.")
        victim = children_of(self.server.process.pid)[0]
        os.kill(victim, signal.SIGKILL)
        return victim

    def stop(self) -> None:
        for child in (self.server, self.worker):
            child.ask_to_stop()
        for child in (self.server, self.worker):
            child.wait(time.monotonic() + 10)

    @contextmanager
    def database(self) -> Iterator[Flask]:
        """The application over the server's database, to prepare what a test needs or look at what it left."""
        with self.app.app_context():
            yield self.app
            db.session.rollback()

    def empty(self) -> None:
        """Every table without rows, as each test expects to find it."""
        with self.app.app_context():
            connection = db.engine.raw_connection()
            driver: Any = connection.driver_connection
            deletes = [f'DELETE FROM "{table}"' for table in db.metadata.tables]
            for statement in ("PRAGMA foreign_keys=OFF", "BEGIN IMMEDIATE", *deletes, "COMMIT", "PRAGMA foreign_keys=ON"):
                driver.execute(statement)
            connection.close()


def children_of(pid: int) -> list[int]:
    """The ids of the processes that `pid` started, from /proc."""
    return [int(number) for task in Path(f"/proc/{pid}/task").iterdir() for number in (task / "children").read_text().split()]


def _kill(child: Child) -> None:
    if child.process is not None and child.process.poll() is None:
        os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

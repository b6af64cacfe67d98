"""`make run`: prepares the database, then keeps the server and the worker alive until it is told to stop.

It imports nothing heavy, so that both start at once. The listening socket is opened here and handed to gunicorn: requests
wait, and are not refused, while a killed server is started again.
"""

from __future__ import annotations

import ctypes
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from config import HERE, Settings
from core import sandbox
from web.schema import look

FLASK = (sys.executable, "-m", "flask", "--app", "wsgi", "web")
HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 20
LONGEST_PAUSE_SECONDS = 10.0
_PR_SET_PDEATHSIG = 1


class CannotStart(Exception):
    """Why the platform does not start, in one sentence for the person at the terminal."""


@dataclass
class Child:
    """A process to keep alive. One that keeps dying is started again after longer and longer pauses."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str]
    passed: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0
    due: float = 0.0
    _ended: bool = field(default=False, repr=False)

    def start(self) -> None:
        self.started, self._ended = time.monotonic(), False
        self.process = subprocess.Popen(
            self.command, cwd=HERE, env=self.environment, stdin=subprocess.DEVNULL,
            pass_fds=self.passed, start_new_session=True, preexec_fn=_end_with_parent,
        )  # fmt: skip

    def tend(self) -> None:
        """Start it again when it has died and its pause is over."""
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        if not self._ended:
            self._ended = True
            self.pause = 0.0 if now - self.started > 10 else min(LONGEST_PAUSE_SECONDS, 2 * self.pause or 0.5)
            self.due = now + self.pause
            self._sweep()
            print(f"The {self.name} ended ({_how(self.process.returncode)}); starting it again.", flush=True)
        if now >= self.due:
            self.start()

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, deadline: float) -> None:
        """Wait for its end until `deadline`, then end it and whatever it started."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        self._sweep()
        self.process.wait()

    def _sweep(self) -> None:
        """Nothing of it may stay behind: a child leads a session of its own."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)  # type: ignore[union-attr]
        except ProcessLookupError:
            return


def main() -> int:
    """Run until SIGINT, SIGTERM or SIGHUP. Returns the exit status."""
    settings = Settings()
    stopping: list[int] = []
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda number, _frame: stopping.append(number))
    if "MAKELEVEL" in os.environ:
        _end_with_parent()
    children: list[Child] = []
    try:
        listener = open_port(settings.PORT)
        prepare(settings)
        if stopping:
            return 0
        server, worker = _server(listener, settings), _worker()
        children = [server, worker]
        server.start()
        if wait_until_ready(server, settings.PORT, stopping):
            welcome(settings)
            worker.start()  # after the server, which somebody is waiting for
        while not stopping:
            for child in children:
                child.tend()
            time.sleep(0.2)
    except CannotStart as reason:
        if stopping:
            return 0
        print(reason, file=sys.stderr, flush=True)
        return 1
    finally:
        stop(children)
    print("Stopped.", flush=True)
    return 0


def open_port(port: int) -> socket.socket:
    """The listening socket, open before anything slow is done."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(2048)
    except OSError as error:
        raise CannotStart(
            f"Port {port} is taken ({error.strerror}). Stop what uses it, or choose another: make run PORT={port + 1}"
        ) from error
    return listener


def prepare(settings: Settings) -> None:
    """Migrate when the database is behind; load the demo when nobody lives in it (never in production)."""
    settings.check()
    Path(settings.INSTANCE_PATH).mkdir(parents=True, exist_ok=True)
    try:
        state = look(settings.database_url)
    except Exception as error:
        raise CannotStart(f"The database cannot be reached: {error}") from error
    if not state.is_current:
        _run("migrate", "Preparing the database …")
    if not state.has_people and not settings.is_production and find_spec("web.demo.load"):
        _run("demo", "Loading the demo …")


def _run(verb: str, words: str) -> None:
    print(words, flush=True)
    if subprocess.run((*FLASK, verb), cwd=HERE, check=False).returncode:
        raise CannotStart(f"`flask web {verb}` failed; its words are above.")


def _worker() -> Child:
    return Child("worker", (*FLASK, "worker"), dict(os.environ))


def _server(listener: socket.socket, settings: Settings) -> Child:
    metrics = Path(settings.INSTANCE_PATH) / "metrics"
    shutil.rmtree(metrics, ignore_errors=True)
    metrics.mkdir(parents=True)
    number = listener.fileno()
    command = (sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"fd://{number}")
    return Child("server", command, {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(metrics)}, (number,))


def wait_until_ready(server: Child, port: int, stopping: list[int]) -> bool:
    """Whether the server answers; it must not die before it has answered once."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not stopping:
        if server.process is None or server.process.poll() is not None:
            raise CannotStart("The server did not start; its words are above.")
        connection = http.client.HTTPConnection(HOST, port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return True
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        finally:
            connection.close()
    if stopping:
        return False
    raise CannotStart(f"The server did not answer within {START_SECONDS} seconds.")


def welcome(settings: Settings) -> None:
    """Where it is, and who may sign in while it is a demo."""
    print(f"\n  Khoa Bảng: http://{HOST}:{settings.PORT}\n", flush=True)
    if (reason := sandbox.why_not()) is not None:
        print(f"  Programs that candidates write are not run on this machine, people mark them. {reason}\n", flush=True)
    if settings.is_production or find_spec("web.demo.accounts") is None:
        return
    from web.demo.accounts import ACCOUNTS

    for role, username, password in ACCOUNTS:
        print(f"  {role:32} {username:24} {password}")
    print("\n  Ctrl-C stops it.", flush=True)


def stop(children: list[Child]) -> None:
    """Ask all to stop, together; end what has not stopped in time."""
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.wait(deadline)


def _end_with_parent() -> None:
    """Linux: when the parent is gone, however it went, this process is asked to stop."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _how(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"status {status}"


if __name__ == "__main__":
    raise SystemExit(main())

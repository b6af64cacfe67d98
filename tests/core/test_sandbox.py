"""What a stranger's program cannot do behind the walls: each attack is run for real, with limits of a second."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core import sandbox
from core.sandbox import Limits, NoSandbox, Ran

LIMITS = Limits(seconds=1, memory_bytes=150_000_000, file_bytes=20_000, processes=3)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder for programs; where the machine has no walls the test is told as not done, for there is nothing to attack."""
    if (reason := sandbox.why_not()) is not None:
        pytest.skip(f"no sandbox on this machine, nothing is run: {reason}")
    with sandbox.workplace() as made:
        yield Path(made)


@pytest.fixture
def no_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PATH", "/nowhere")
    sandbox.why_not.cache_clear()
    yield
    sandbox.why_not.cache_clear()


def run(place: Path, source: str, given: bytes = b"", limits: Limits = LIMITS) -> Ran:
    program = place / "main.py"
    program.write_text(source)
    program.chmod(0o644)
    return sandbox.run(["python3", "-I", "-B", "main.py"], place, limits, given)


def test_input_goes_in_and_output_comes_out(place: Path) -> None:
    ran = run(place, "print(int(input()) * 2)", b"21\n")
    assert (ran.ended, ran.status, ran.output) == ("done", 0, b"42\n")


def test_a_failing_program_tells_its_status_and_its_errors(place: Path) -> None:
    ran = run(place, "import sys; sys.stderr.write('hỏng'); sys.exit(3)")
    assert (ran.ended, ran.status, ran.errors.decode()) == ("done", 3, "hỏng")


def test_an_endless_loop_ends_with_its_processor_seconds(place: Path) -> None:
    assert run(place, "while True: pass").ended == "time"


def test_sleeping_past_the_wall_clock_is_ended(place: Path) -> None:
    assert run(place, "import time; time.sleep(60)", limits=replace(LIMITS, seconds=0)).ended == "time"


def test_memory_beyond_the_limit_is_not_given(place: Path) -> None:
    ran = run(place, "x = bytearray(10**9)")
    assert ran.status != 0
    assert b"MemoryError" in ran.errors


@pytest.mark.parametrize("call", ["shmget(0, 1 << 20, 0o1600)", "semget(0, 1, 0o1600)", "msgget(0, 0o1600)", "syscall(425, 1, 0)"])
def test_memory_that_no_process_owns_is_not_given(place: Path, call: str) -> None:
    assert run(place, f"import ctypes; print(ctypes.CDLL(None).{call})").output == b"-1\n"


def test_endless_output_is_cut(place: Path) -> None:
    ran = run(place, "while True: print('x' * 1000)")
    assert ran.ended == "output"
    assert len(ran.output) <= LIMITS.file_bytes


def test_a_fork_bomb_meets_its_limit_and_leaves_nothing_behind(place: Path) -> None:
    bomb = "import os\nfor n in range(1000):\n    if os.fork() == 0: import time; time.sleep(60)"
    ran = run(place, bomb)
    assert b"BlockingIOError" in ran.errors
    assert not [entry for entry in _commands() if str(place).encode() in entry and b"bwrap" in entry]


def test_a_child_that_outlives_its_parent_is_ended_with_it(place: Path) -> None:
    ran = run(place, "import os, time\nif os.fork() == 0:\n    os.setsid(); time.sleep(60)\nprint('xong')")
    assert (ran.ended, ran.output) == ("done", b"xong\n")


def test_there_is_no_network(place: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        source = f"import socket\nfor host in ('127.0.0.1', '1.1.1.1'):\n    print(socket.socket().connect_ex((host, {port})))"
        assert b"0\n" not in run(place, source).output.splitlines(keepends=True)


@pytest.mark.parametrize("path", ["/etc/passwd", "/etc/shadow", "/root", "/home", "/var/lib", "/sys", __file__])
def test_nothing_of_the_machine_or_the_platform_can_be_read(place: Path, path: str) -> None:
    source = f"import os\npath = {path!r}\nprint(os.listdir(path) if os.path.isdir(path) else open(path).read())"
    assert b"FileNotFoundError" in run(place, source).errors


def test_a_symbolic_link_leads_nowhere(place: Path) -> None:
    (place / "passwd").symlink_to("/etc/passwd")
    assert b"FileNotFoundError" in run(place, "open('passwd').read()").errors


@pytest.mark.parametrize("path", ["/work/new", "/usr/bin/new", "/new", "/etc/new", "/dev/new", "main.py"])
def test_nothing_can_be_written(place: Path, path: str) -> None:
    ran = run(place, f"open({path!r}, 'w').write('x')")
    assert b"Read-only file system" in ran.errors or b"Permission denied" in ran.errors
    assert not Path(path).exists() or path == "main.py"


def test_a_file_in_its_own_tmp_is_small_and_gone_afterwards(place: Path) -> None:
    ran = run(place, "open('/tmp/kb-sandbox', 'w').write('x' * 10); open('/tmp/big', 'wb').write(bytes(10**6))")
    assert ran.status != 0
    assert not Path("/tmp/kb-sandbox").exists()


def test_nothing_of_our_environment_is_inherited(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "bí mật")
    ran = run(place, "import os; print(sorted(os.environ), open('/proc/1/environ').read())")
    assert ran.output.startswith(b"['HOME', 'LANG', 'PATH'")
    assert "bí mật".encode() not in ran.output and b"SECRET_KEY" not in ran.output


def test_it_is_nobody_and_sees_no_other_process(place: Path) -> None:
    ran = run(place, "import os; print(os.getuid() == 0, len([p for p in os.listdir('/proc') if p.isdigit()]) < 5)")
    assert ran.output == b"False True\n"


def test_signals_reach_nobody_outside(place: Path) -> None:
    source = f"import os\nfor pid in ({os.getpid()}, {os.getppid()}):\n    try: os.kill(pid, 9)\n    except OSError: print('không')"
    assert run(place, source).output.decode() == "không\nkhông\n"


def test_a_program_ended_by_a_signal_tells_which(place: Path) -> None:
    ran = run(place, "import os; os.kill(os.getpid(), 11)")
    assert (ran.ended, ran.status) == ("done", 128 + signal.SIGSEGV)


def test_no_walls_can_be_built_within_the_walls(place: Path) -> None:
    ran = run(place, "import ctypes; print(ctypes.CDLL(None, use_errno=True).unshare(0x10000000))")
    assert ran.output == b"-1\n"


def test_without_bubblewrap_nothing_is_run_and_the_reason_is_told(no_bubblewrap: None, tmp_path: Path) -> None:
    with pytest.raises(NoSandbox, match="bubblewrap"):
        sandbox.run(["/usr/bin/touch", str(tmp_path / "x")], tmp_path, LIMITS, writes=True)
    assert not list(tmp_path.iterdir())


def _commands() -> list[bytes]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(entry.read_bytes())
        except OSError:
            continue
    return found

"""Running a programme that was handed in over its tests: the languages, what a run is called, and whether its output is right."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from core import sandbox
from core.sandbox import Limits, Ran
from core.words import Message, say

_COMPILING = Limits(seconds=10, memory_bytes=1_000_000_000, file_bytes=30_000_000, processes=8)
_SHOWN = 2_000
_TOO_LITTLE_MEMORY = (b"MemoryError", b"std::bad_alloc", b"Runtime error 203", b"cannot allocate memory")


class Verdict(StrEnum):
    """What came of one test."""

    RIGHT = "right"
    WRONG = "wrong"
    TIME = "time"
    MEMORY = "memory"
    OUTPUT = "output"
    CRASH = "crash"
    SYNTAX = "syntax"
    LATE = "late"


VERDICTS: Mapping[Verdict, Message] = MappingProxyType(
    {
        Verdict.RIGHT: say("đúng"),
        Verdict.WRONG: say("sai kết quả"),
        Verdict.TIME: say("quá thời gian"),
        Verdict.MEMORY: say("quá bộ nhớ"),
        Verdict.OUTPUT: say("in ra quá nhiều"),
        Verdict.CRASH: say("lỗi khi chạy"),
        Verdict.SYNTAX: say("lỗi cú pháp"),
        Verdict.LATE: say("chưa chạy: quá thời gian kiểm tra"),
    }
)


@dataclass(frozen=True)
class Language:
    """How a source becomes a programme: `compile` looks at it (and makes what `run` starts), both behind the walls in /work."""

    code: str
    label: str
    source: str
    needs: str
    compile: tuple[str, ...]
    run: tuple[str, ...]


_CHECK = "import sys; compile(open('main.py', 'rb').read(), 'main.py', 'exec')"
_LANGUAGES = (
    Language("python", "Python 3", "main.py", "python3", ("python3", "-I", "-B", "-c", _CHECK), ("python3", "-I", "-B", "main.py")),
    Language("cpp", "C++ 17", "main.cpp", "g++", ("g++", "-std=c++17", "-O2", "-o", "main", "main.cpp"), ("./main",)),
    Language("pascal", "Pascal", "main.pas", "fpc", ("fpc", "-O2", "-v0e", "main.pas"), ("./main",)),
)
LANGUAGES: Mapping[str, Language] = MappingProxyType({language.code: language for language in _LANGUAGES})


@dataclass(frozen=True)
class Test:
    """What goes in and what is to come out."""

    given: str
    wanted: str


@dataclass(frozen=True)
class Outcome:
    """What came of a test; `said` is what the programme printed, or what it or the compiler complained of, cut short."""

    verdict: Verdict
    said: str


def why_not(language: str) -> Message | None:
    """What keeps this machine from running programmes in that language; None when nothing does."""
    if language not in LANGUAGES:
        return say("Không có ngôn ngữ lập trình này.")
    needs = LANGUAGES[language].needs
    if not any(Path(place, needs).exists() for place in ("/usr/bin", "/usr/local/bin")):
        return say("Máy chủ chưa có %(name)s (%(program)s).", name=LANGUAGES[language].label, program=needs)
    return sandbox.why_not()


def outcomes(language: str, source: str, tests: Sequence[Test], limits: Limits) -> Generator[Outcome, None, None]:
    """One outcome for each test, in order. sandbox.NoSandbox, before anything is run, where `why_not` has a reason."""
    if (reason := why_not(language)) is not None:
        raise sandbox.NoSandbox(reason)
    known = LANGUAGES[language]
    with sandbox.workplace() as place:
        folder = Path(place)
        written = folder / known.source
        written.write_text(source, encoding="utf-8", newline="\n")
        written.chmod(0o644)
        compiled = sandbox.run(known.compile, folder, _COMPILING, writes=True)
        if compiled.status != 0:
            yield from (Outcome(_uncompiled(compiled), _text(compiled.errors or compiled.output)) for _ in tests)
            return
        for test in tests:
            yield _outcome(sandbox.run(known.run, folder, limits, test.given.encode()), test)


def in_time(found: Iterator[Outcome], count: int, seconds: float) -> Iterator[Outcome]:
    """`count` outcomes: those begun within `seconds` of the wall, and for each of the others that it was not run."""
    ends_at = time.monotonic() + seconds
    for done in range(count):
        if done and time.monotonic() >= ends_at:
            yield from (Outcome(Verdict.LATE, "") for _ in range(count - done))
            return
        yield next(found)


def _uncompiled(ran: Ran) -> Verdict:
    return Verdict.TIME if ran.ended == "time" else Verdict.SYNTAX


def _outcome(ran: Ran, test: Test) -> Outcome:
    if ran.ended != "done":
        return Outcome(Verdict.TIME if ran.ended == "time" else Verdict.OUTPUT, _text(ran.output))
    if ran.status != 0:
        short = any(sign in ran.errors for sign in _TOO_LITTLE_MEMORY)
        return Outcome(Verdict.MEMORY if short else Verdict.CRASH, _text(ran.errors[-_SHOWN:]))
    right = is_same(ran.output.decode("utf-8", "replace"), test.wanted)
    return Outcome(Verdict.RIGHT if right else Verdict.WRONG, _text(ran.output))


def is_same(printed: str, wanted: str) -> bool:
    """Whether two outputs are the same but for spaces at ends of lines and empty lines at the end, as judges of contests have it."""
    return _lines(printed) == _lines(wanted)


def _lines(text: str) -> list[str]:
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _text(output: bytes) -> str:
    """What can be kept and shown of an output."""
    text = output[:_SHOWN].decode("utf-8", "replace").replace("\x00", "\N{REPLACEMENT CHARACTER}")
    return text.strip("\n")

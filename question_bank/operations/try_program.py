"""A programme tried over a question's examples while it is being written. What comes of it marks nothing and is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import BoundedSemaphore

from core import clock
from core.errors import Conflict, NotFound, TooMany
from core.sandbox import NoSandbox
from core.words import say
from question_bank.kinds.code import Code
from question_bank.kinds.contract import Content
from question_bank.kinds.programs import Outcome
from question_bank.kinds.registry import kind_of

AT_ONCE = 2
"""Of one process: the others who try wait a little, so that saving answers never waits for them."""
WAIT_SECONDS = 10
LONGEST = timedelta(seconds=40)
"""A visitor waits no longer for an answer."""
_places = BoundedSemaphore(AT_ONCE)
_waiting = BoundedSemaphore(3 * AT_ONCE)
"""Of those who run and those who wait; the next are told at once, for whoever waits holds a thread that saves answers."""


def try_program(code: str, content: Content, raw: object, *, hidden: bool = False) -> list[Outcome]:
    """What comes of each example, in order, and of the hidden tests for their author; [] for an empty programme.

    After `LONGEST` what is left is not run. Call it outside of a transaction: nothing is to wait for a stranger's programme.

    NotFound for another kind, InvalidAnswer for what is no source, Conflict where nothing can be run, TooMany while others try.
    """
    kind = kind_of(code)
    if not isinstance(kind, Code):
        raise NotFound
    answer = kind.normalise(content, raw)
    if answer is None:
        return []
    with _place():
        try:
            return list(_in_time(kind.try_out(content, answer, hidden=hidden)))
        except NoSandbox as reason:
            raise Conflict(reason.message) from reason


@contextmanager
def _place() -> Iterator[None]:
    busy = TooMany(say("Nhiều người đang chạy thử. Hãy đợi một lát rồi bấm lại."))
    if not _waiting.acquire(blocking=False):
        raise busy
    try:
        if not _places.acquire(timeout=WAIT_SECONDS):
            raise busy
        try:
            yield
        finally:
            _places.release()
    finally:
        _waiting.release()


def _in_time(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    ends_at = clock.now() + LONGEST
    for outcome in outcomes:
        yield outcome
        if clock.now() > ends_at:
            return

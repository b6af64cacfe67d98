"""Asking for work: register a job's function, enqueue it inside the current transaction, run things by the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal, Protocol

from sqlalchemy import select

from core import clock
from core.db import session
from core.jobs.models import Job


class Progress(Protocol):
    """How a long job says how far it is. Each call commits what was done so far, so such a job must be able to go on from there.

    To a slow job it may raise Interrupted, which is not to be caught but to clean up: the worker stops, or has lost the job to another.
    """

    def __call__(self, done: int, of: int) -> None: ...


def unwatched(done: int, of: int) -> None:
    """Progress of what is done at once: the caller's own transaction keeps all or nothing."""


class Interrupted(Exception):
    """A slow job must let go now. It is taken up again, and that is not counted as a failure."""


Work = Callable[[dict[str, Any], Progress], dict[str, Any] | None]


@dataclass(frozen=True)
class Routine:
    """Something the worker does every so often."""

    name: str
    every: timedelta
    run: Callable[[], None]


JOBS: dict[str, Work] = {}
SLOW: set[str] = set()
"""The kinds of job that take minutes: a lane of their own, without a transaction around them."""
ROUTINES: dict[str, Routine] = {}


def job(kind: str, *, lane: Literal["quick", "slow"] = "quick") -> Callable[[Work], Work]:
    """Register the function that does jobs of `kind`. It runs in one transaction that also marks the job done, unless it reports progress.

    In the slow lane it runs outside any transaction, beside the quick jobs: it opens `core.db.transaction()` where it needs one, for
    moments only, and keeps what is finished, for it may be stopped at any time and taken up again.
    """

    def register(work: Work) -> Work:
        JOBS[kind] = work
        if lane == "slow":
            SLOW.add(kind)
        return work

    return register


def routine(name: str, *, seconds: float) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function that the worker runs every `seconds`, in a transaction of its own."""

    def register(run: Callable[[], None]) -> Callable[[], None]:
        ROUTINES[name] = Routine(name, timedelta(seconds=seconds), run)
        return run

    return register


def enqueue(kind: str, arguments: dict[str, Any], *, key: str | None = None) -> Job:
    """Ask for a job within the current transaction. With a `key`, a job already asked for is returned instead."""
    if key is not None:
        found = session.execute(select(Job).where(Job.key == key)).scalar_one_or_none()
        if found is not None:
            return found
    moment = clock.now()
    asked = Job(kind=kind, arguments=arguments, key=key, run_at=moment, created_at=moment)
    session.add(asked)
    session.flush()
    return asked

"""Asking for work: register a job's function, enqueue it inside the current transaction, run things by the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from sqlalchemy import select

from core import clock
from core.db import session
from core.jobs.models import Job


class Progress(Protocol):
    """How a long job says how far it is. Each call commits what was done so far, so such a job must be able to go on from there."""

    def __call__(self, done: int, of: int) -> None: ...


Work = Callable[[dict[str, Any], Progress], dict[str, Any] | None]


@dataclass(frozen=True)
class Routine:
    """Something the worker does every so often."""

    name: str
    every: timedelta
    run: Callable[[], None]


JOBS: dict[str, Work] = {}
ROUTINES: dict[str, Routine] = {}


def job(kind: str) -> Callable[[Work], Work]:
    """Register the function that does jobs of `kind`. It runs in one transaction that also marks the job done, unless it reports progress."""

    def register(work: Work) -> Work:
        JOBS[kind] = work
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

"""The slow lane: a job that works for minutes holds no transaction. Its lease is renewed beside it; whoever lost the lease lets go."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from flask import Flask, current_app
from sqlalchemy import CursorResult, update

from core import clock
from core.db import session, transaction
from core.jobs.models import Job
from core.jobs.queue import JOBS, Interrupted

log = structlog.get_logger()
LEASE = timedelta(minutes=1)
HEARTBEAT_SECONDS = 15.0


@dataclass(frozen=True)
class Held:
    """A job in this worker's hands. `attempt` is proof of that: a worker that takes the job later has a higher one."""

    job_id: int
    attempt: int
    stopping: threading.Event

    def keep(self, **values: Any) -> None:
        """Write to the job's row in a transaction of its own; Interrupted when it is in other hands."""
        mine = (Job.id == self.job_id, Job.attempts == self.attempt, Job.state == "running")
        with transaction():
            done = session.execute(update(Job).where(*mine).values(values))
        if isinstance(done, CursorResult) and done.rowcount == 0:
            raise Interrupted

    def report(self, done: int, of: int) -> None:
        """Show how far the job is; Interrupted when the worker has been asked to stop."""
        if self.stopping.is_set():
            raise Interrupted
        self.keep(done_steps=done, all_steps=of)


def work_slowly(held: Held) -> None:
    """Do the taken job outside any transaction and mark it done. What it raises is the caller's to note."""
    taken = session.get_one(Job, held.job_id)
    kind, arguments = taken.kind, taken.arguments
    session.rollback()  # reading began a transaction
    try:
        with _renewed(held):
            result = JOBS[kind](arguments, held.report)
        held.keep(result=result, state="done", finished_at=clock.now(), lease_until=None)
    except Interrupted:
        session.rollback()
        _give_back(held)


def _give_back(held: Held) -> None:
    try:
        held.keep(state="queued", run_at=clock.now(), lease_until=None, attempts=held.attempt - 1)
    except Interrupted:
        log.warning("a slow job is in other hands", job=held.job_id)


@contextmanager
def _renewed(held: Held) -> Iterator[None]:
    """Renew the lease while the block runs, however long it is silent."""
    over = threading.Event()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    thread = threading.Thread(target=_renew, args=(app, held, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _renew(app: Flask, held: Held, over: threading.Event) -> None:
    while not over.wait(HEARTBEAT_SECONDS):
        with app.app_context():
            try:
                held.keep(lease_until=clock.now() + LEASE)
            except Interrupted:
                return  # the job's next report says so
            except Exception:
                log.exception("lease not renewed", job=held.job_id)

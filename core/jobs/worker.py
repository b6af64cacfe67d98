"""The worker: takes due jobs one by one under a lease, retries what failed, and runs the routines by the clock. Slow jobs run beside."""

from __future__ import annotations

import signal
import threading
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from flask import Flask
from sqlalchemy import and_, or_, select, update

from core import clock
from core.db import keep_so_far, session, transaction
from core.jobs import slow
from core.jobs.models import LEASE, Job
from core.jobs.queue import JOBS, ROUTINES, SLOW

log = structlog.get_logger()
RETRIES_AFTER = (timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=10))
PAUSE_SECONDS = 0.5
DIED = "The worker was gone each time that it worked on this."
_never = threading.Event()


def run_forever(app: Flask) -> None:
    """Work until SIGTERM or SIGINT; the quick job in hand is finished first, the slow one is given back."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    due: dict[str, datetime] = {}
    beside = threading.Thread(target=_until, args=(app, stop, lambda: run_slow_job(stop)))
    beside.start()
    _until(app, stop, lambda: run_due_routines(due) | run_one_job())
    beside.join()


def _until(app: Flask, stop: threading.Event, work: Callable[[], bool]) -> None:
    """Let `work` be done again and again, at once as long as it finds something to do. An error that it lets out ends both lanes."""
    try:
        while not stop.is_set():
            with app.app_context():
                worked = work()
            if not worked:
                stop.wait(PAUSE_SECONDS)
    finally:
        stop.set()


def run_due_routines(due: dict[str, datetime]) -> bool:
    """Run each routine whose moment has come; `due` remembers the next moments. A failing one does not stop the rest."""
    ran = False
    for routine in list(ROUTINES.values()):
        if due.get(routine.name, clock.now()) > clock.now():
            continue
        due[routine.name] = clock.now() + routine.every
        ran = True
        try:
            with transaction():
                routine.run()
        except Exception:
            log.exception("routine failed", routine=routine.name)
    return ran


def run_all_jobs() -> int:
    """Do what is due in both lanes until nothing is; how many jobs were done. For tests and commands."""
    count = 0
    while run_one_job() or run_slow_job():
        count += 1
    return count


def run_quick_jobs() -> int:
    """Do what is due in the quick lane until nothing is; how many jobs were done."""
    count = 0
    while run_one_job():
        count += 1
    return count


def run_one_job() -> bool:
    """Take the oldest due quick job and do it. False when there was none."""
    job_id, attempt = _take(slowly=False)
    if not job_id:
        return False
    try:
        with transaction():
            taken = session.get_one(Job, job_id)
            taken.result = JOBS[taken.kind](taken.arguments, lambda done, of: report(job_id, done, of))
            taken.state, taken.finished_at, taken.lease_until = "done", clock.now(), None
    except Exception:
        _failed(job_id, attempt, traceback.format_exc())
    return True


def run_slow_job(stopping: threading.Event = _never) -> bool:
    """Take the oldest due slow job and do it, or give it back when `stopping` is set meanwhile. False when there was none."""
    job_id, attempt = _take(slowly=True)
    if not job_id:
        return False
    try:
        slow.work_slowly(slow.Held(job_id, attempt, stopping))
    except Exception:
        session.rollback()
        _failed(job_id, attempt, traceback.format_exc())
    return True


def report(job_id: int, done: int, of: int) -> None:
    """Keep what the job has done so far and show how far it is; the lease runs anew."""
    values = {"done_steps": done, "all_steps": of, "lease_until": clock.now() + LEASE}
    session.execute(update(Job).where(Job.id == job_id).values(values))
    keep_so_far()


def _take(*, slowly: bool) -> tuple[int, int]:
    """The oldest due job of a lane, now in this worker's hands, and which attempt at it this is; zeros when there was none."""
    moment = clock.now()
    due = or_(
        and_(Job.state == "queued", Job.run_at <= moment),
        and_(Job.state == "running", Job.lease_until < moment),
    )
    lane = Job.kind.in_(SLOW) if slowly else Job.kind.not_in(SLOW)
    oldest = select(Job).where(due, lane).order_by(Job.run_at, Job.id).limit(1)
    nothing = session.execute(oldest).first() is None
    session.rollback()
    if nothing:  # looking costs no write lock
        return 0, 0
    with transaction():
        found = session.execute(oldest.with_for_update(skip_locked=True)).scalar_one_or_none()
        if found is None:
            return 0, 0
        if found.attempts > len(RETRIES_AFTER):
            found.state, found.finished_at, found.lease_until, found.error = "failed", moment, None, DIED
            return 0, 0
        found.state, found.lease_until, found.attempts = "running", moment + (slow.LEASE if slowly else LEASE), found.attempts + 1
        return found.id, found.attempts


def _failed(job_id: int, attempt: int, trace: str) -> None:
    with transaction():
        taken = session.get_one(Job, job_id)
        if taken.attempts != attempt:  # its lease ran out, and another worker has it
            return
        taken.error, taken.lease_until = trace[-4000:], None
        log.error("job failed", job=job_id, kind=taken.kind, attempts=taken.attempts, trace=trace)
        if taken.attempts > len(RETRIES_AFTER):
            taken.state, taken.finished_at = "failed", clock.now()
        else:
            taken.state, taken.run_at = "queued", clock.now() + RETRIES_AFTER[taken.attempts - 1]

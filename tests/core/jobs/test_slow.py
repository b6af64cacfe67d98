"""A slow job holds no transaction, keeps its lease while it is silent, and lets go when it must."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask, current_app
from sqlalchemy import select, update

from core import clock
from core.actor import SYSTEM
from core.audit import AuditRecord, record
from core.db import session, transaction
from core.jobs import slow
from core.jobs.models import Job
from core.jobs.queue import JOBS, SLOW, Interrupted, Progress, enqueue
from core.jobs.worker import DIED, RETRIES_AFTER, run_all_jobs, run_one_job, run_slow_job

Body = Callable[[Progress], Any]


@pytest.fixture
def ask(app: Flask) -> Iterator[Callable[[Body], int]]:
    """`ask(body)`: a slow job that does `body(progress)`, asked for; its id."""

    def ask_for(body: Body) -> int:
        JOBS["test.slow"] = lambda arguments, progress: body(progress)
        SLOW.add("test.slow")
        with transaction():
            return enqueue("test.slow", {}).id

    yield ask_for
    JOBS.pop("test.slow", None)
    SLOW.discard("test.slow")


def _job(job_id: int) -> Job:
    session.expire_all()
    return session.get_one(Job, job_id)


def _elsewhere(act: Callable[[], Any]) -> None:
    """Do `act` as another process would: in a thread with a session of its own, within a moment."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]

    def run() -> None:
        with app.app_context(), transaction():
            act()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(10)
    assert not thread.is_alive(), "somebody holds the write lock"


def test_others_write_while_a_slow_job_works(ask: Callable[[Body], int]) -> None:
    def body(progress: Progress) -> dict[str, str]:
        _elsewhere(lambda: record(SYSTEM, "mail.sent", "x"))
        progress(1, of=2)
        _elsewhere(lambda: record(SYSTEM, "mail.sent", "y"))
        return {"made": "360p"}

    job_id = ask(body)
    assert run_slow_job()
    done = _job(job_id)
    assert (done.state, done.result, done.done_steps, done.lease_until) == ("done", {"made": "360p"}, 1, None)
    assert len(session.scalars(select(AuditRecord.id)).all()) == 2


def test_each_lane_takes_its_own(ask: Callable[[Body], int]) -> None:
    ask(lambda progress: None)
    assert not run_one_job()
    with transaction():
        enqueue("core.send_mail", {"to": "a@b.vn", "subject": "x", "text": "y"})
    assert run_slow_job() and not run_slow_job()
    assert run_all_jobs() == 1


def test_stopping_worker_gives_the_job_back_uncounted(ask: Callable[[Body], int]) -> None:
    stopping = threading.Event()

    def body(progress: Progress) -> None:
        stopping.set()
        progress(1, of=2)

    job_id = ask(body)
    assert run_slow_job(stopping)
    assert (_job(job_id).state, _job(job_id).attempts, _job(job_id).lease_until) == ("queued", 0, None)


def test_who_lost_the_job_lets_go_and_writes_nothing(ask: Callable[[Body], int]) -> None:
    def body(progress: Progress) -> None:
        _elsewhere(lambda: session.execute(update(Job).values(attempts=2)))
        with pytest.raises(Interrupted):
            progress(1, of=2)
        raise RuntimeError("too late")

    job_id = ask(body)
    assert run_slow_job()
    assert (_job(job_id).state, _job(job_id).attempts, _job(job_id).error) == ("running", 2, None)


def test_lease_is_renewed_while_the_job_is_silent(ask: Callable[[Body], int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow, "HEARTBEAT_SECONDS", 0.01)

    def lease() -> Any:
        found = session.scalar(select(Job.lease_until))
        session.rollback()
        return found

    def body(progress: Progress) -> None:
        first, deadline = lease(), time.monotonic() + 20
        while lease() == first:
            assert time.monotonic() < deadline, "the lease was not renewed"

    job_id = ask(body)
    assert run_slow_job() and _job(job_id).state == "done"


def test_failing_slow_job_is_tried_again_later(ask: Callable[[Body], int], clock: time_machine.Coordinates) -> None:
    def body(progress: Progress) -> None:
        with transaction():
            record(SYSTEM, "half", "kept")
        raise RuntimeError("không có mạng")

    job_id = ask(body)
    assert run_slow_job() and not run_slow_job()
    assert _job(job_id).state == "queued" and "không có mạng" in (_job(job_id).error or "")
    clock.shift(RETRIES_AFTER[0])
    assert run_slow_job()


def test_job_that_takes_its_worker_down_each_time_is_given_up(ask: Callable[[Body], int]) -> None:
    job_id = ask(lambda progress: None)
    with transaction():
        died = session.get_one(Job, job_id)
        died.state, died.attempts, died.lease_until = "running", len(RETRIES_AFTER) + 1, clock.now() - timedelta(seconds=1)
    assert not run_slow_job()
    assert (_job(job_id).state, _job(job_id).error) == ("failed", DIED)

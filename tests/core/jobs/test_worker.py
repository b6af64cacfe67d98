"""A job is done at least once, retried with pauses, kept with its trace, and never begun for an act that failed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from core.actor import SYSTEM
from core.audit import AuditRecord, record
from core.db import session, transaction
from core.jobs.models import LEASE, Job
from core.jobs.queue import JOBS, ROUTINES, Progress, Routine, enqueue
from core.jobs.worker import RETRIES_AFTER, run_all_jobs, run_due_routines, run_one_job


@pytest.fixture(autouse=True)
def _own_jobs() -> Iterator[None]:
    jobs, routines = dict(JOBS), dict(ROUTINES)
    JOBS.update({"test.note": _note, "test.fail": _fail, "test.steps": _steps})
    yield
    for registry, before in ((JOBS, jobs), (ROUTINES, routines)):
        registry.clear()
        registry.update(before)  # type: ignore[arg-type]


def _note(arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    record(SYSTEM, "noted", arguments["what"])
    return {"seen": arguments["what"]}


def _fail(arguments: dict[str, Any], progress: Progress) -> None:
    record(SYSTEM, "half", "done")
    session.flush()
    raise RuntimeError("không có mạng")


def _steps(arguments: dict[str, Any], progress: Progress) -> None:
    for step in range(1, 4):
        if session.scalars(select(AuditRecord).where(AuditRecord.subject == str(step))).first() is None:
            record(SYSTEM, "step", str(step))
            progress(step, of=3)
        if step == 2 and "stop" in arguments and not JOBS.get("test.stopped"):
            JOBS["test.stopped"] = _note
            raise RuntimeError("stopped")


def _ask(kind: str, arguments: dict[str, Any], key: str | None = None) -> int:
    with transaction():
        return enqueue(kind, arguments, key=key).id


def _acts() -> list[str]:
    session.expire_all()
    return list(session.scalars(select(AuditRecord.act)))


def _job(job_id: int) -> Job:
    session.expire_all()
    return session.get_one(Job, job_id)


def test_a_job_is_done_and_its_result_kept(app: Flask) -> None:
    job_id = _ask("test.note", {"what": "x"})
    assert run_all_jobs() == 1
    assert (_job(job_id).state, _job(job_id).result) == ("done", {"seen": "x"})


def test_an_act_that_fails_leaves_no_job(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        enqueue("test.note", {"what": "x"})
        _ = 1 / 0
    assert not run_one_job()


def test_asking_twice_with_one_key_is_asking_once(app: Flask) -> None:
    assert _ask("test.note", {"what": "x"}, key="k") == _ask("test.note", {"what": "x"}, key="k")
    assert run_all_jobs() == 1


def test_what_a_failed_job_wrote_is_taken_back_and_it_is_tried_again_later(app: Flask, clock: time_machine.Coordinates) -> None:
    job_id = _ask("test.fail", {})
    assert run_one_job() and not run_one_job()
    assert _acts() == [] and _job(job_id).state == "queued" and "không có mạng" in (_job(job_id).error or "")
    clock.shift(RETRIES_AFTER[0])
    assert run_one_job()


def test_a_job_that_always_fails_ends_as_failed_with_its_trace(app: Flask, clock: time_machine.Coordinates) -> None:
    job_id = _ask("test.fail", {})
    for pause in (*RETRIES_AFTER, timedelta()):
        assert run_one_job()
        clock.shift(pause)
    assert not run_one_job() and _job(job_id).state == "failed"


def test_a_job_whose_worker_died_is_taken_again_when_its_lease_is_over(app: Flask, clock: time_machine.Coordinates) -> None:
    job_id = _ask("test.note", {"what": "x"})
    with transaction():
        taken = session.get_one(Job, job_id)
        taken.state, taken.lease_until = "running", taken.run_at + LEASE
    assert not run_one_job()
    clock.shift(LEASE + timedelta(seconds=1))
    assert run_one_job() and _job(job_id).state == "done"


def test_a_long_job_goes_on_from_where_it_was_stopped(app: Flask, clock: time_machine.Coordinates) -> None:
    job_id = _ask("test.steps", {"stop": True})
    assert run_one_job()
    assert (_job(job_id).done_steps, _job(job_id).all_steps, _job(job_id).state) == (2, 3, "queued")
    clock.shift(RETRIES_AFTER[0])
    assert run_one_job()
    assert _acts() == ["step"] * 3 and _job(job_id).state == "done"


def test_routines_run_by_the_clock_and_a_failing_one_stops_no_other(app: Flask, clock: time_machine.Coordinates) -> None:
    ran: list[str] = []
    ROUTINES.clear()
    ROUTINES["bad"] = Routine("bad", timedelta(seconds=5), lambda: ran.append("bad") or 1 / 0)  # type: ignore[func-returns-value,arg-type,return-value]
    ROUTINES["good"] = Routine("good", timedelta(seconds=60), lambda: ran.append("good"))
    due: dict[str, Any] = {}
    assert run_due_routines(due) and not run_due_routines(due)
    clock.shift(6)
    run_due_routines(due)
    assert ran == ["bad", "good", "bad"]

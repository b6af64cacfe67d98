"""Exports that a job writes: the run, its losses, what a person had written before."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, undefer

from core import clock
from core.db import session
from core.errors import NotFound
from core.jobs.models import Job
from question_bank.models import ExportLoss, ExportRun, ExportState
from question_bank.models.exports import KEPT


def export_row(run_id: int, *, held: bool = False) -> ExportRun:
    """The run, `held` until the transaction ends when it is to be changed; NotFound when there is none."""
    found = session.get(ExportRun, run_id, with_for_update=held or None, populate_existing=held)
    if found is None:
        raise NotFound
    return found


def job_of(run: ExportRun) -> Job | None:
    """The job that writes it."""
    return session.get(Job, run.job_id) if run.job_id else None


def is_wanted(run_id: int, turn: int) -> bool:
    """Whether that turn is still to be written: not when somebody has stopped it or begun it anew."""
    asked = select(ExportRun.id).where(ExportRun.id == run_id, ExportRun.turn == turn, ExportRun.state == ExportState.WRITING)
    return session.scalar(asked) is not None


def question_ids_in(run: ExportRun) -> Sequence[int]:
    """The questions that stand in its file."""
    return session.scalars(select(ExportRun).where(ExportRun.id == run.id).options(undefer(ExportRun.question_ids))).one().question_ids


def exports_in(bank_id: int, person_id: int | None, most: int = 5) -> list[tuple[ExportRun, str | None]]:
    """The last exports of a bank with the state of their job, newest first: one person's, or everybody's."""
    found = select(ExportRun, Job.state).outerjoin(Job, Job.id == ExportRun.job_id).where(ExportRun.bank_id == bank_id)
    own = found if person_id is None else found.where(ExportRun.created_by == person_id)
    return [(run, state) for run, state in session.execute(own.order_by(ExportRun.id.desc()).limit(most))]


def waiting_of(person_id: int) -> list[ExportRun]:
    """What is written for a person now or waits for it; what has failed by itself is not among them."""
    own = select(ExportRun).where(ExportRun.created_by == person_id, ExportRun.state == ExportState.WRITING)
    return list(session.scalars(own.join(Job, Job.id == ExportRun.job_id).where(Job.state != "failed")))


def losses_of(run_id: int, reason: int | None = None) -> Select[ExportLoss]:
    """What its file does not hold, in the order of the file; of one reason, or all."""
    found = select(ExportLoss).where(ExportLoss.run_id == run_id).options(joinedload(ExportLoss.question))
    return (found if reason is None else found.where(ExportLoss.reason == reason)).order_by(ExportLoss.number)


def expired_exports(most: int = 100) -> list[ExportRun]:
    """The runs whose file is kept no longer."""
    found = select(ExportRun).where(ExportRun.state == ExportState.DONE, ExportRun.done_at <= clock.now() - KEPT)
    return list(session.scalars(found.order_by(ExportRun.done_at).limit(most)))

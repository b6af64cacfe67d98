"""Asking for a file too large for a request; stopping it, and having it written again."""

from __future__ import annotations

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid
from core.jobs.api import enqueue
from core.words import say
from question_bank import policies
from question_bank.models import ExportRun, ExportState
from question_bank.operations.export_questions import require_exportable
from question_bank.queries.banks import BankView
from question_bank.queries.export_runs import export_row, job_of, waiting_of
from question_bank.rules.filter import Filter, filter_from

WRITE = "question_bank.write_export"
MOST_WAITING = 5
"""Files of one person that wait to be written: the worker writes them one by one, and others wait behind them."""


def ask_for_export(actor: Actor, bank: BankView, format: str, wanted: Filter) -> ExportRun:
    """A file that waits to be written; the one that waits already when the same is asked again. Invalid for none or too many."""
    policies.require_export(actor, bank.organisation_path)
    require_exportable(bank.id, format, wanted)
    waiting = waiting_of(actor.person_id) if actor.person_id is not None else []
    for run in waiting:
        if (run.bank_id, run.format, run.wanted) == (bank.id, format, wanted.said):
            return run
    _require_turn(waiting)
    run = ExportRun(bank_id=bank.id, format=format, wanted=wanted.said, created_by=actor.person_id, created_at=clock.now())
    session.add(run)
    _begin(actor, run)
    return run


def stop_export(actor: Actor, run_id: int) -> ExportRun:
    """Nothing comes of it any more. One that is over already stays as it is."""
    run = export_row(run_id, held=True)
    if run.state == ExportState.WRITING:
        run.state = ExportState.STOPPED
        audit.record(actor, "question_bank.export_stopped", f"bank:{run.bank_id}", run=run.id)
    return run


def write_again(actor: Actor, run_id: int) -> ExportRun:
    """Once more from the start, with the questions of now. Conflict while it is written or its file stands; Invalid as above."""
    run = export_row(run_id, held=True)
    if not may_be_written_again(run):
        raise Conflict(say("Tệp này đang được ghi hoặc đã ghi xong."))
    require_exportable(run.bank_id, run.format, filter_from(run.wanted))
    _require_turn(waiting_of(actor.person_id) if actor.person_id is not None else [])
    run.state, run.turn, run.report, run.done_at = ExportState.WRITING, run.turn + 1, {}, None
    _begin(actor, run)
    return run


def may_be_written_again(run: ExportRun) -> bool:
    """After a stop, a refusal, a failure of the machine, and when its file was removed."""
    if run.state == ExportState.WRITING:
        job = job_of(run)
        return job is not None and job.state == "failed"
    return run.state != ExportState.DONE


def _begin(actor: Actor, run: ExportRun) -> None:
    session.flush()
    run.job_id = enqueue(WRITE, {"run": run.id, "turn": run.turn}, key=f"write_export:{run.id}:{run.turn}").id
    audit.record(actor, "question_bank.export_asked", f"bank:{run.bank_id}", run=run.id, format=run.format, filter=run.wanted)


def _require_turn(waiting: list[ExportRun]) -> None:
    if len(waiting) >= MOST_WAITING:
        raise Invalid(say("Bạn có %(n)d tệp đang chờ ghi. Hãy đợi các tệp đó xong rồi xuất tiếp.", n=len(waiting)))

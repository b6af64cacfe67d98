"""The file of an export to whoever asks for it: on record, with every question in it."""

from __future__ import annotations

from core import audit, clock
from core.actor import Actor
from core.errors import NotFound
from question_bank.models import Door, ExportRun
from question_bank.operations.note_reading import note_reading
from question_bank.queries.export_runs import question_ids_in


def hand_over_export(actor: Actor, run: ExportRun) -> str:
    """Where the file is kept; NotFound when it is not there, or not any more. Callers check the policy."""
    if not run.has_file(clock.now()) or run.stored is None:
        raise NotFound
    report = run.report
    audit.record(
        actor, "question_bank.exported", f"bank:{run.bank_id}", run=run.id, format=run.format, questions=report["written"],
        left_out=report["found"] - report["written"], filter=run.wanted,
    )  # fmt: skip
    note_reading(actor, question_ids_in(run), Door.EXPORT)
    return run.stored

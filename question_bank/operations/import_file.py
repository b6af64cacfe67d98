"""Read a file and apply it in one go, for commands and demonstrations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.actor import Actor
from core.errors import Invalid
from core.jobs.api import Progress, unwatched
from core.words import Message, say
from question_bank import policies
from question_bank.models import ImportRun, RunState
from question_bank.operations.apply_import import apply_import
from question_bank.operations.read_import import NewImport, start_import
from question_bank.queries.banks import bank
from question_bank.queries.imports import item_counts, outcome_counts
from question_bank.rules.messages import unpacked


@dataclass(frozen=True)
class ImportOutcome:
    """`states` counts kept, changed, refused; `outcomes` counts added, revised, retagged, same, refused."""

    run_id: int
    format: str
    states: Mapping[str, int]
    outcomes: Mapping[str, int]


def import_file(
    actor: Actor,
    bank_code: str,
    data: bytes,
    filename: str,
    format: str = "auto",
    *,
    pictures: Mapping[str, bytes] | None = None,
    progress: Progress = unwatched,
) -> ImportOutcome:
    """Take the questions of `data` into the bank; doing it again changes nothing.

    `pictures` are files that `media:NAME` in the questions may mean. Raises Invalid for an unknown bank and for a file
    that cannot be read.
    """
    found = bank(bank_code)
    if found is None:
        raise Invalid(say("Không có ngân hàng câu hỏi với mã %(code)s.", code=bank_code))
    policies.require_write(actor, found.organisation_path)
    run = start_import(actor, found.id, NewImport(filename, data, format), dict(pictures or {}), progress)
    if run.state == RunState.FAILED:
        raise Invalid(failure_of(run))
    apply_import(actor, run.id, progress)
    return ImportOutcome(run.id, run.format, dict(item_counts(run.id).states), outcome_counts(run.id))


def failure_of(run: ImportRun) -> Message:
    """Why the file could not be read."""
    return unpacked([run.report["failure"]])[0]

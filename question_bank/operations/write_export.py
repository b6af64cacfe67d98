"""Writing a file that was asked for. A slow job: it reads, writes outside any transaction, and keeps the file where it is still wanted.

A writer makes a file in one piece, so a job that was interrupted begins again; until it is kept nobody sees any of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from sqlalchemy import delete, insert

from core import clock, storage
from core.db import session, transaction
from core.errors import Invalid
from core.jobs.api import Progress
from core.words import Message, pack
from question_bank.formats.contract import Exported, OutgoingItem
from question_bank.formats.registry import TARGETS
from question_bank.models import ExportLoss, ExportRun, ExportState
from question_bank.operations.export_questions import counted, pictures_for, require_exportable, require_few, require_returnable
from question_bank.queries.export_runs import export_row, is_wanted
from question_bank.queries.exports import outgoing
from question_bank.rules.filter import filter_from

STEP = 100
"""Questions between two looks at whether the file is still wanted."""
MOST_REASONS = 100
"""Different reasons that a report counts; the rest are told question by question."""
_ROWS = 1000


class Unwanted(Exception):
    """Somebody has stopped it, or begun it anew."""


@dataclass(frozen=True)
class Counted(Sequence[OutgoingItem]):
    """The questions as a writer takes them, telling how many it has taken."""

    items: Sequence[OutgoingItem]
    progress: Progress

    def __iter__(self) -> Iterator[OutgoingItem]:
        for place, item in enumerate(self.items):
            if place % STEP == 0:
                self.progress(place, len(self.items))
            yield item

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, place: int) -> OutgoingItem: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[OutgoingItem]: ...
    def __getitem__(self, place: int | slice) -> OutgoingItem | Sequence[OutgoingItem]:
        return self.items[place]


def write_export(run_id: int, turn: int, progress: Progress) -> None:
    """Write its file, or keep why there is none. Done already, stopped or begun anew since, it stays as it is."""

    def watched(done: int, of: int) -> None:
        progress(done, of)
        wanted = is_wanted(run_id, turn)
        session.rollback()  # looking began a transaction
        if not wanted:
            raise Unwanted

    try:
        _write(run_id, turn, watched)
    except Unwanted:
        session.rollback()
        _drop(run_id, turn)
    except Invalid as refusal:
        _refuse(run_id, turn, refusal.message)


def _write(run_id: int, turn: int, watched: Progress) -> None:
    watched(0, 0)
    run = export_row(run_id)
    format, wanted = run.format, filter_from(run.wanted)
    require_exportable(run.bank_id, format, wanted)
    items = outgoing(run.bank_id, wanted)
    questions = list(items.values())
    require_few(questions)
    pictures = pictures_for(format, questions)
    session.rollback()  # reading began a transaction
    made = TARGETS[format].write(Counted(questions, watched), pictures)
    require_returnable(format, made)
    watched(len(items), len(items))
    _keep(run_id, turn, made, {item.ref: question_id for question_id, item in items.items()})


def _keep(run_id: int, turn: int, made: Exported, ids: Mapping[str, int]) -> None:
    name = _name(run_id, turn)
    storage.put_parts(name, (made.data[start : start + storage.PART] for start in range(0, len(made.data), storage.PART)))
    with transaction():
        run = export_row(run_id, held=True)
        if run.awaits(turn):
            reasons, left_out = counted(made), set(made.left_out)
            run.state, run.stored, run.size, run.done_at = ExportState.DONE, name, len(made.data), clock.now()
            run.question_ids = [question_id for ref, question_id in ids.items() if ref not in left_out]
            run.report = _report(made, len(ids), reasons)
            _keep_losses(run, made, ids, [reason for reason, _ in reasons[:MOST_REASONS]])
            return
    _drop(run_id, turn)


def _name(run_id: int, turn: int) -> str:
    return f"question-exports/{run_id}-{turn}"


def _drop(run_id: int, turn: int) -> None:
    """What that turn may have left, now or before it was killed; not the file of a run that another worker has finished."""
    kept = export_row(run_id).stored
    session.rollback()  # looking began a transaction
    if kept != _name(run_id, turn):
        storage.delete(_name(run_id, turn))


def _report(made: Exported, found: int, reasons: Sequence[tuple[Message, int]]) -> dict[str, object]:
    lossy = len({ref for ref, _ in made.losses})
    told = [[pack(reason), count] for reason, count in reasons[:MOST_REASONS]]
    return {"found": found, "written": found - len(made.left_out), "lossy": lossy, "losses": len(made.losses), "reasons": told}


def _keep_losses(run: ExportRun, made: Exported, ids: Mapping[str, int], reasons: Sequence[Message]) -> None:
    places, left_out = {reason: place for place, reason in enumerate(reasons)}, set(made.left_out)
    rows = [
        {
            "run_id": run.id, "number": number, "question_id": ids[ref], "reason": places.get(message), "message": pack(message),
            "is_left_out": ref in left_out,
        }
        for number, (ref, message) in enumerate(made.losses, start=1)
    ]  # fmt: skip
    session.execute(delete(ExportLoss).where(ExportLoss.run_id == run.id))
    for start in range(0, len(rows), _ROWS):
        session.execute(insert(ExportLoss), rows[start : start + _ROWS])


def _refuse(run_id: int, turn: int, reason: Message) -> None:
    session.rollback()
    with transaction():
        run = export_row(run_id, held=True)
        if run.awaits(turn):
            run.state, run.report = ExportState.FAILED, {"failure": pack(reason)}

"""Taking in a file that a candidate hands in during the sitting: kept first, acknowledged then; only after that its answer is journaled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.db import session
from core.errors import NotFound
from core.words import say
from exams.models import EndReason, HandedFile, Sitting
from exams.operations.append_journal import ENDED, TAKEN_OVER, Refused
from exams.queries.handed_files import count_handed, handed_file
from exams.rules.permit import Permit
from exams.rules.timing import arrival_of

FOLDER = "handed-in"
MOST_FILES = 30
"""Different files of one question: nobody hands in so often, and nobody may fill the disk."""
TOO_MANY = say("Câu này đã nộp quá nhiều tệp khác nhau. Hãy báo giám thị.")


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it came, under its clean name; `claimed_at` is when the page says it was chosen, `received_at` when its last byte was here."""

    number: int
    name: str
    sha256: str
    size: int
    claimed_at: datetime
    received_at: datetime


def answer_to(permit: Permit, brought: Brought, *, lock: bool = False) -> HandedFile | Refused | None:
    """What can be said without keeping anything: the same file is there already, or why it is not taken. None: it may be kept."""
    sitting = _sitting(permit, lock=lock)
    if sitting.live_session != permit.live_session:
        return Refused("taken_over", TAKEN_OVER, sitting.acked_seq)
    known = handed_file(sitting.id, brought.number, brought.sha256)
    if known is not None:
        return known
    if sitting.end_reason == EndReason.HANDED_IN:
        return Refused("ended", ENDED, sitting.acked_seq, sitting.receipt)
    if count_handed(sitting.id, brought.number) >= MOST_FILES:
        return Refused("too_many_files", TOO_MANY, sitting.acked_seq)
    return None


def receive_file(permit: Permit, brought: Brought, stored: str) -> HandedFile | Refused:
    """Acknowledge what is kept under the name `stored`. What comes too late is evidence and not scored, like answers."""
    answer = answer_to(permit, brought, lock=True)
    if answer is not None:
        return answer
    cut_at = _cut_at(_sitting(permit, lock=False))
    arrival = arrival_of(brought.claimed_at, brought.received_at, cut_at, permit.grace_seconds, permit.late_arrival_seconds)
    kept = HandedFile(
        sitting_id=permit.sitting_id, number=brought.number, sha256=brought.sha256, name=brought.name, stored=stored,
        size=brought.size, arrival=arrival, received_at=brought.received_at,
    )  # fmt: skip
    session.add(kept)
    session.flush()
    return kept


def _sitting(permit: Permit, *, lock: bool) -> Sitting:
    found = session.get(Sitting, permit.sitting_id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound
    return found


def _cut_at(sitting: Sitting) -> datetime:
    """No file brought after this moment counts."""
    forced_at = sitting.ended_at if sitting.end_reason == EndReason.FORCED else None
    return min(forced_at, sitting.deadline_at) if forced_at else sitting.deadline_at

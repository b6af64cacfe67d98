"""A whole sitting at once: answers taken down elsewhere (on paper, in the demo's past) enter by the same journal as any other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from core import clock, storage
from core.actor import Actor
from core.errors import Conflict
from exams.operations.append_journal import Refused, append_journal
from exams.operations.hand_in import hand_in
from exams.operations.receive_file import FOLDER, Brought, receive_file
from exams.operations.start_sitting import Started, start_sitting
from exams.rules.journal import MAX_EVENTS, check_batch

DEVICE = "recorded"


def record_sitting(
    actor: Actor,
    exam_id: int,
    answers: Mapping[int, object],
    started_at: datetime,
    ended_at: datetime,
    files: Mapping[int, tuple[str, bytes]] = MappingProxyType({}),
) -> str:
    """Start for `actor` (the candidate) at `started_at`, give `answers` evenly until `ended_at`, hand in. Returns the receipt.

    `files` are answers, too: name and bytes by question.
    """
    with clock.standing_at(started_at):
        started = start_sitting(actor, exam_id, DEVICE)
    given = {**answers, **{number: _handed(started, number, *file, ended_at) for number, file in files.items()}}
    pause = (ended_at - started_at) / (len(given) + 1)
    texts = [_event(seq, number, answer, started_at + seq * pause) for seq, (number, answer) in enumerate(given.items(), start=1)]
    seq, head = started.acked_seq, started.head
    with clock.standing_at(ended_at):
        for first in range(0, len(texts), MAX_EVENTS):
            batch = check_batch(texts[first : first + MAX_EVENTS], seq + 1, head, started.permit.question_count)
            _refuse(append_journal(started.permit, batch, ended_at))
            seq, head = batch.last_seq, batch.head
        return _hand_in(started, seq, head, ended_at)


def _handed(started: Started, number: int, name: str, data: bytes, at: datetime) -> dict[str, object]:
    """A file kept as in any sitting, and the answer that stands for it."""
    sha256 = hashlib.sha256(data).hexdigest()
    brought = Brought(number, name, sha256, len(data), at, at)
    _refuse(receive_file(started.permit, brought, storage.put(FOLDER, data)))
    return {"name": name, "sha256": sha256, "size": len(data)}


def _hand_in(started: Started, seq: int, head: str, ended_at: datetime) -> str:
    handed_in = hand_in(started.permit, seq, head, ended_at)
    if isinstance(handed_in, Refused):
        raise Conflict(handed_in.message)
    return handed_in.receipt


def _refuse(answer: object) -> None:
    if isinstance(answer, Refused):
        raise Conflict(answer.message)


def _event(seq: int, question: int, answer: object, at: datetime) -> str:
    moment = (at - timedelta(microseconds=at.microsecond)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    event = {"seq": seq, "question": question, "answer": answer, "flag": False, "at": moment}
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))

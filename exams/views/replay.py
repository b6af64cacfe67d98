"""The replay: what was on a candidate's screen at any moment, and the proof that the journal is whole."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core import clock
from core.http.identity import current_actor
from core.permissions import Permission as P
from exams.models import Sitting
from exams.queries import board, preparation
from exams.queries.review import screen_of
from exams.rules.evidence import verify
from exams.rules.journal import Event, events_of, fold_until, genesis_head

AFTER_END = timedelta(hours=1)
"""How far past the end the replay reaches: late claims are seen, a clock that is years off does not stretch the scale."""


def show(exam_id: int, sitting_id: int) -> ResponseReturnValue:
    """`at` is in seconds after the start; the end without it."""
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_RELEASE)
    seat = board.seat_of(exam, sitting_id, clock.now())
    sitting, batches = seat.sitting, board.batches_of(sitting_id)
    assert sitting is not None  # a seat found by its sitting
    form = board.form_of_sitting(sitting)
    events = list(events_of(batches, with_too_late=True))
    length = _length(sitting, events)
    at = min(length, max(0, request.args.get("at", length, type=int)))
    moment = sitting.started_at + timedelta(seconds=at + 1, microseconds=-1)  # the whole of that second
    given = fold_until(batches, moment)
    return render_template(
        "exams/replay/show.html", exam=exam, seat=seat, sitting=sitting, form=form, at=at, length=length, moment=moment,
        screen=screen_of(exam, form, sitting, given), minutes=_minutes(sitting, events, length), parts=exam.parts,
        before=_step(sitting, events, at, -1), after=_step(sitting, events, at, 1),
        verdict=verify(genesis_head(sitting.id, form.document_sha256), batches, sitting.chain_head, sitting.receipt),
    )  # fmt: skip


def _length(sitting: Sitting, events: list[Event]) -> int:
    """How long the replay lasts, in whole seconds: to the end, to the last change, or to now."""
    end = sitting.ended_at or clock.now()
    latest = max([end, *(event.at for event in events if event.at <= end + AFTER_END)])
    return max(1, int((latest - sitting.started_at).total_seconds()) + 1)


def _minutes(sitting: Sitting, events: list[Event], length: int) -> list[tuple[int, int]]:
    """(seconds after the start, how many changes) for every minute of the sitting."""
    counts = Counter(_second(sitting, event.at) // 60 for event in events)
    return [(minute * 60, counts[minute]) for minute in range(length // 60 + 1)]


def _step(sitting: Sitting, events: list[Event], at: int, way: int) -> int | None:
    """The second of the last change before `at`, or of the first after it."""
    seconds = {_second(sitting, event.at) for event in events}
    found = [second for second in seconds if (second < at if way < 0 else second > at) and second >= 0]
    return (max(found) if way < 0 else min(found)) if found else None


def _second(sitting: Sitting, moment: datetime) -> int:
    return int((moment - sitting.started_at).total_seconds() // 1)

"""The life of a question: what saving makes of its state in banks with and without review."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.words import Message, say

SHORTEST_REASON = 5
"""Letters: a reason that says nothing helps no author."""


class State(StrEnum):
    """Where a question is in its life: only a ready one (in a bank with review: an approved one) is drawn."""

    DRAFT = "draft"
    REVIEW = "review"
    READY = "ready"
    RETIRED = "retired"


@dataclass(frozen=True)
class Labels:
    """What decides which cell of a matrix draws a question: its topic, outcome and level. Tags decide nothing."""

    topic_id: int | None
    outcome_id: int | None
    level: str | None


def reading_digest(sha256: str, labels: Labels) -> str:
    """Names a wording together with its labels."""
    return hashlib.sha256(f"{sha256}|{labels.topic_id}|{labels.outcome_id}|{labels.level}".encode()).hexdigest()


def state_after(asked: State, now: State | None, *, needs_review: bool) -> State:
    """The state that saving gives a question that was in `now` (None: a new one).

    Without review it is what was asked, and nothing waits for reviewers. With review an approved question stays approved,
    for its new wording waits beside it; any other is in review when it is handed in, else a draft: no author makes it ready.
    """
    if not needs_review:
        return State.READY if asked == State.REVIEW else asked
    if asked == State.RETIRED or now == State.READY:
        return now or State.DRAFT
    return State.REVIEW if asked == State.REVIEW else State.DRAFT


def rest_ends(last_used_at: datetime | None, cooling_days: int, now: datetime) -> datetime | None:
    """When a question that was seen may be drawn again; None when it may be now."""
    if last_used_at is None or not cooling_days:
        return None
    ends = last_used_at + timedelta(days=cooling_days)
    return ends if ends > now else None


def why_not_drawn(state: State, is_suspected: bool, rests_until: datetime | None) -> Message | None:
    """Why no new paper holds the question now, the weightiest reason alone; None when one may."""
    if is_suspected:
        return say("Câu này bị nghi lộ.")
    if state != State.READY:
        return _NOT_READY[state]
    return say("Câu này đang nghỉ vì vừa có người gặp.") if rests_until is not None else None


_NOT_READY = {
    State.DRAFT: say("Câu này còn là nháp."),
    State.REVIEW: say("Câu này đang chờ duyệt."),
    State.RETIRED: say("Câu này đã ngừng dùng."),
}

"""The life of a question: what saving makes of its state in banks with and without review."""

from __future__ import annotations

from enum import StrEnum

SHORTEST_REASON = 5
"""Letters: a reason that says nothing helps no author."""


class State(StrEnum):
    """Where a question is in its life: only a ready one (in a bank with review: an approved one) is drawn."""

    DRAFT = "draft"
    REVIEW = "review"
    READY = "ready"
    RETIRED = "retired"


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

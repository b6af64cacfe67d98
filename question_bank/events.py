"""News from the question bank for the rooms above."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LeakSuspected:
    """A question may be known to those who should not know it: nothing draws it any more, but sealed papers may hold it."""

    question_id: int
    ref: str
    reason: str

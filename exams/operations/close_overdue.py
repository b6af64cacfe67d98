"""Closing what no page handed in once its deadline and grace are over."""

from __future__ import annotations

from core import clock
from core.db import keep_so_far
from core.errors import Conflict
from exams.models import EndReason
from exams.operations.end_sitting import end_sitting
from exams.queries.sitting import overdue_ids

AT_ONCE = 25
"""Sittings closed in one transaction: short enough that a save waits for it only a moment."""


def close_overdue() -> int:
    """End every overdue sitting by its deadline; how many were ended. Commits as it goes, so it belongs to a routine."""
    found, count = overdue_ids(clock.now()), 0
    for start in range(0, len(found), AT_ONCE):
        count += sum(_close(sitting_id) for sitting_id in found[start : start + AT_ONCE])
        keep_so_far()
    return count


def _close(sitting_id: int) -> bool:
    try:
        end_sitting(sitting_id, EndReason.DEADLINE)
    except Conflict:  # handed in, or given extra time, since the list was made
        return False
    return True

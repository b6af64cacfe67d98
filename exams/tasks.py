"""What the worker does for exams."""

from __future__ import annotations

from core.jobs.api import routine
from exams.operations.close_overdue import close_overdue


@routine("exams.close_overdue", seconds=5)
def close_sittings() -> None:
    """End sittings that no page handed in."""
    close_overdue()

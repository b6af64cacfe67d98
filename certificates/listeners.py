"""News that certificates wait for."""

from __future__ import annotations

from certificates.operations.ask_for_award import award_after_release
from core.events import hear
from exams.events import ResultsReleased


@hear(ResultsReleased)
def results_released(event: ResultsReleased) -> None:
    """Whoever passed has earned a certificate; the job finds out whether the exam gives any."""
    award_after_release(event.exam_id)

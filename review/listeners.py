"""News of exams that review takes in."""

from __future__ import annotations

from core.events import hear
from core.jobs.api import enqueue
from exams.events import ResultsReleased, SittingScored


@hear(SittingScored)
def sitting_scored(event: SittingScored) -> None:
    """A result that is out at once, as of every mock exam."""
    arguments = {"exam_id": event.exam_id, "person_id": event.person_id}
    enqueue("review.take_in", arguments, key=f"review.take_in:{event.exam_id}:{event.person_id}")


@hear(ResultsReleased)
def results_released(event: ResultsReleased) -> None:
    """The whole exam of a council."""
    enqueue("review.take_in_all", {"exam_id": event.exam_id}, key=f"review.take_in_all:{event.exam_id}")

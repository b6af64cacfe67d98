"""What the worker does for review."""

from __future__ import annotations

from typing import Any

from core.jobs.api import Progress, job
from exams import api as exams
from review.operations.take_in import take_in


@job("review.take_in")
def take_in_one(arguments: dict[str, Any], progress: Progress) -> None:
    """One person's answers of one exam; doing it twice changes nothing."""
    take_in(arguments["exam_id"], arguments["person_id"])


@job("review.take_in_all")
def take_in_everybody(arguments: dict[str, Any], progress: Progress) -> None:
    """Everybody's answers of a released exam, person by person."""
    results = exams.results_of_exam(arguments["exam_id"])
    for done, result in enumerate(results, start=1):
        take_in(arguments["exam_id"], result.person_id)
        progress(done, len(results))

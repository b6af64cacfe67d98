"""Results of exams become progress in the courses that hold the exam."""

from __future__ import annotations

from core.jobs.api import Progress, enqueue
from exams import api as exams
from lms.operations.report_progress import report
from lms.queries.outline import stands_in_outline

FOLLOW = "lms.follow_exam"


def ask_to_follow(exam_id: int) -> None:
    """An exam's results are out: a job reads them, when any course holds the exam."""
    if stands_in_outline("exam", exam_id):
        enqueue(FOLLOW, {"exam_id": exam_id})


def follow_exam(exam_id: int, progress: Progress) -> int:
    """Report every result of a released exam; returns how many. May be run again: nothing is taken back."""
    results = exams.results_of_exam(exam_id)
    for done, result in enumerate(results, start=1):
        _report(exam_id, result)
        if done % 100 == 0:
            progress(done, len(results))
    return len(results)


def follow_sitting(exam_id: int, person_id: int) -> None:
    """One person's result in an exam that releases by itself."""
    if stands_in_outline("exam", exam_id):
        result = exams.result_of(exam_id, person_id)
        if result is not None:
            _report(exam_id, result)


def _report(exam_id: int, result: exams.Result) -> None:
    report("exam", exam_id, result.person_id, 100 * result.points / result.max_points if result.max_points else None)

"""The door to exams for the rooms above: what was held, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app

from core import clock
from core.db import session
from core.errors import NotFound
from exams.events import ResultsReleased
from exams.models import Exam
from exams.operations.create_exam import ExamDetails, create_exam
from exams.operations.register_candidates import register_candidates
from exams.operations.release_results import release_results
from exams.operations.save_part import LinePlan, PartDetails, save_part
from exams.operations.seal_paper import seal_paper
from exams.queries.mine import MyExam, my_exams
from exams.queries.results import PartResult, Result, result_of_sitting, results_from, scores_of

__all__ = [
    "ExamDetails",
    "ExamView",
    "LinePlan",
    "MyExam",
    "PartDetails",
    "PartResult",
    "Result",
    "ResultsReleased",
    "create_exam",
    "exam_view",
    "my_exams",
    "register_candidates",
    "release_results",
    "result_of_sitting",
    "results_of_exam",
    "save_part",
    "seal_paper",
]


@dataclass(frozen=True)
class ExamView:
    """An exam as other rooms see it. `held_on` is the local day on which its window opens."""

    id: int
    code: str
    name: str
    organisation_id: int
    organisation_path: str
    certificate_kind: str | None
    held_on: date
    opens_at: datetime
    closes_at: datetime
    released_at: datetime | None
    decision_number: str | None
    decided_on: date | None


def exam_view(exam_id: int) -> ExamView:
    """The exam of that id; NotFound when there is none."""
    found = session.get(Exam, exam_id)
    if found is None:
        raise NotFound
    return ExamView(
        found.id, found.code, found.name, found.organisation_id, found.organisation_path, found.certificate_kind,
        clock.local_day(found.opens_at, current_app.config["TIME_ZONE"]), found.opens_at, found.closes_at,
        found.released_at, found.decision_number, found.decided_on,
    )  # fmt: skip


def results_of_exam(exam_id: int) -> list[Result]:
    """Every scored sitting of a released exam, by candidate number; none before the release."""
    exam = session.get(Exam, exam_id)
    if exam is None or exam.released_at is None:
        return []
    return results_from(session.execute(scores_of(exam)).tuples())

"""The door to exams for the rooms above: what was held, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from sqlalchemy import select

from core import clock
from core.actor import Actor
from core.db import session
from core.errors import NotFound
from exams.events import ResultsReleased, SittingScored
from exams.models import AnswerMark, Candidate, Exam, ExamState, FormQuestion, MarkState, Part, Sitting
from exams.operations.create_exam import ExamDetails, create_exam
from exams.operations.hold_mock import MockPart, MockPlan, hold_mock
from exams.operations.mark_by_person import mark_by_person
from exams.operations.mark_sitting import mark_sitting
from exams.operations.record_sitting import record_sitting
from exams.operations.register_candidates import register_candidates
from exams.operations.release_results import release_results
from exams.operations.save_part import LinePlan, PartDetails, save_part
from exams.operations.seal_paper import seal_paper
from exams.queries.leads import use_mock_page
from exams.queries.mine import MyExam, my_exams, my_exams_by_ids
from exams.queries.own import MarkedQuestion, marked_of, result_of
from exams.queries.preparation import exams_seen_by
from exams.queries.results import PartResult, Result, results_from, scores_of

__all__ = [
    "Exam",
    "ExamDetails",
    "ExamView",
    "LinePlan",
    "MarkedQuestion",
    "MockPart",
    "MockPlan",
    "MyExam",
    "PartDetails",
    "PartResult",
    "Result",
    "ResultsReleased",
    "SittingScored",
    "certificate_exams_using",
    "create_exam",
    "drawn_for",
    "exam_coded",
    "exam_view",
    "exam_views",
    "exams_coming",
    "exams_of_people",
    "hold_mock",
    "mark_by_person",
    "mark_sitting",
    "marked_of",
    "my_exams",
    "my_exams_by_ids",
    "record_sitting",
    "register_candidates",
    "release_results",
    "result_of",
    "results_of_exam",
    "save_part",
    "seal_paper",
    "sitting_ids",
    "use_mock_page",
    "waiting_marks",
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
    is_mock: bool
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
    return _view(found)


def exam_views(ids: Iterable[int]) -> dict[int, ExamView]:
    """The exams of those ids, by id; unknown ids are left out."""
    return {found.id: _view(found) for found in session.scalars(select(Exam).where(Exam.id.in_(set(ids))))}


def exam_coded(code: str) -> ExamView | None:
    """The exam of that code that is no mock."""
    found = session.scalar(select(Exam).where(Exam.code == code, ~Exam.is_mock))
    return _view(found) if found else None


def results_of_exam(exam_id: int) -> list[Result]:
    """Every scored sitting of a released exam, by candidate number; none before the release."""
    exam = session.get(Exam, exam_id)
    if exam is None or exam.released_at is None:
        return []
    return results_from(session.execute(scores_of(exam)))


def exams_coming(actor: Actor, now: datetime, *, most: int = 5) -> list[ExamView]:
    """Sealed or draft exams that the actor may look at and whose window is not over, the soonest first."""
    found = exams_seen_by(actor).where(Exam.closes_at > now, Exam.state != ExamState.RELEASED)
    return [_view(exam) for exam in session.scalars(found.order_by(None).order_by(Exam.opens_at).limit(most))]


def exams_of_people(person_ids: Iterable[int], *, most: int = 100) -> list[ExamView]:
    """Exams, mock exams left out, of which any of these people is a candidate; the latest window first."""
    theirs = select(Candidate.exam_id).where(Candidate.person_id.in_(set(person_ids)))
    found = select(Exam).where(Exam.id.in_(theirs), Exam.is_mock.is_(False)).order_by(Exam.opens_at.desc(), Exam.id.desc())
    return [_view(exam) for exam in session.scalars(found.limit(most))]


def drawn_for(exam_id: int, person_id: int) -> list[tuple[int, int]]:
    """(number, revision id) of every question in the form that a candidate was given."""
    found = (
        select(FormQuestion.number, FormQuestion.revision_id)
        .join(Candidate, Candidate.form_id == FormQuestion.form_id)
        .where(Candidate.exam_id == exam_id, Candidate.person_id == person_id)
        .order_by(FormQuestion.number)
    )
    return [(number, revision_id) for number, revision_id in session.execute(found)]


def sitting_ids(exam_id: int) -> list[int]:
    """The sittings of an exam, in the order they began."""
    return list(session.scalars(select(Sitting.id).where(Sitting.exam_id == exam_id).order_by(Sitting.id)))


def certificate_exams_using(bank_ids: Iterable[int]) -> dict[int, list[str]]:
    """The names of exams with a certificate, not yet released, that draw from each of those banks; the others are left out."""
    found = (
        select(Part.bank_id, Exam.name)
        .join(Exam, Exam.id == Part.exam_id)
        .where(Part.bank_id.in_(set(bank_ids)), Exam.certificate_kind.is_not(None), Exam.state != ExamState.RELEASED)
        .order_by(Exam.opens_at, Exam.id)
    )
    names: dict[int, dict[str, None]] = {}
    for bank_id, name in session.execute(found):
        names.setdefault(bank_id, {})[name] = None
    return {bank_id: list(each) for bank_id, each in names.items()}


def waiting_marks(exam_id: int) -> list[AnswerMark]:
    """The answers of an exam that a person still has to mark."""
    found = select(AnswerMark).where(AnswerMark.exam_id == exam_id, AnswerMark.state == MarkState.WAITING)
    return list(session.scalars(found.order_by(AnswerMark.id)))


def _view(found: Exam) -> ExamView:
    return ExamView(
        found.id, found.code, found.name, found.organisation_id, found.organisation_path, found.certificate_kind, found.is_mock,
        clock.local_day(found.opens_at, current_app.config["TIME_ZONE"]), found.opens_at, found.closes_at,
        found.released_at, found.decision_number, found.decided_on,
    )  # fmt: skip

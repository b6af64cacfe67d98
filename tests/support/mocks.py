"""Mock exams for tests: a pupil, an open bank and a small national format, by the real operations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from core import clock
from core.actor import SYSTEM
from core.db import session, transaction
from core.jobs.worker import run_all_jobs
from curriculum import api as curriculum
from curriculum.models import ExamFormat, Subject, Topic
from exams import api as exams
from exams.models import Exam
from exams.operations.record_sitting import record_sitting
from question_bank import api as question_bank
from question_bank.queries.banks import BankView
from review.models import Mock
from review.operations.open_bank import open_bank
from review.operations.start_mock import start_mock
from tests.question_bank.kinds.contents import group, short, single
from tests.support.actors import actor_with
from tests.support.people import person_with
from tests.support.questions import new_bank, new_levels, new_organisation, new_question, new_topic

FORMAT = (
    {"part": "I", "kind": "single_choice", "count": 4, "points_each": "0.5"},
    {"part": "II", "kind": "true_false_group", "count": 2, "score_table": {"1": "0.1", "2": "0.25", "3": "0.5", "4": "1.0"}},
    {"part": "III", "kind": "short_answer", "count": 2, "points_each": "0.5"},
)


@dataclass(frozen=True)
class School:
    """A subject with two chapters, its format and open bank, and a pupil of the school that owns the bank."""

    subject: curriculum.SubjectView
    bank: BankView
    chapters: tuple[Topic, Topic]
    person_id: int


def school(singles: int = 8, groups: int = 4, shorts: int = 4) -> School:
    """Committed. Questions go to the two chapters in turn, single choices at NB, groups at TH, short answers at VD."""
    with transaction():
        place = new_organisation()
        new_levels()
        first = new_topic(f"TOAN{place.id}.1")
        second = new_topic(f"TOAN{place.id}.2", subject=first.subject)
        subject = session.get_one(Subject, first.subject_id)
        session.add(ExamFormat(subject_code=subject.code, minutes=90, source="Quyết định thử", parts=list(FORMAT)))
        bank = new_bank(place.id, subject.code)
        wanted = (
            ("single_choice", single(), singles, "NB"),
            ("true_false_group", group("ĐSĐS"), groups, "TH"),
            ("short_answer", short([("42", "1")]), shorts, "VD"),
        )
        for kind, content, count, level in wanted:
            for index in range(count):
                topic = (first, second)[index % 2]
                new_question(
                    bank,
                    content | {"stem": f"<p>{kind} {index}</p>", "explanation": f"<p>Vì thế {index}</p>"},
                    kind=kind,
                    topic_code=topic.code,
                    level=level,
                )
        open_bank(SYSTEM, bank)
        found = curriculum.subject(subject.code)
        assert found is not None
    return School(found, bank, (first, second), person_with("student", organisation_id=place.id))


def started(at: School, *, is_half: bool = False) -> Mock:
    """A mock drawn for the pupil, committed."""
    with transaction():
        return start_mock(at.person_id, at.subject, [at.bank.id], str, is_half=is_half)


RIGHT: Mapping[str, object] = {
    "single_choice": "b",
    "true_false_group": {"a": True, "b": False, "c": True, "d": False},
    "short_answer": "42",
}


def taken(at: School, mock: Mock, answers: Mapping[int, object] | None = None) -> Mock:
    """The pupil sat it half an hour ago (all right unless `answers` are given); the worker has done what follows."""
    began = (clock.now() - timedelta(minutes=30)).replace(microsecond=0)
    if answers is None:
        drawn = exams.drawn_for(mock.exam_id, at.person_id)
        wordings = question_bank.revisions(each for _, each in drawn)
        answers = {number: RIGHT[wordings[each].kind] for number, each in drawn}
    with transaction():
        session.get_one(Exam, mock.exam_id).opens_at = began
        record_sitting(actor_with(person_id=at.person_id), mock.exam_id, answers, began, began + timedelta(minutes=10))
    run_all_jobs()
    session.expire_all()
    return session.get_one(Mock, mock.id)

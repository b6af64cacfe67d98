"""A person's own exams, sorted by what they can do about them now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from core.db import session
from exams.models import Candidate, Exam, ExamState, Score, Sitting, SittingState
from exams.rules.timing import last_entry_at

MOST_SHOWN = 60


@dataclass(frozen=True)
class MyExam:
    """One exam of mine. `standing`: open, upcoming, waiting (for results), released, missed."""

    exam: Exam
    candidate: Candidate
    sitting: Sitting | None
    score: Score | None
    standing: str


def my_exams(person_id: int, now: datetime) -> dict[str, list[MyExam]]:
    """Latest first, by standing, without mock exams: the review room shows those. One query."""
    groups: dict[str, list[MyExam]] = {name: [] for name in ("open", "upcoming", "waiting", "released", "missed")}
    for mine in _seen(_of(person_id).where(Exam.is_mock.is_(False)).limit(MOST_SHOWN), now):
        groups[mine.standing].append(mine)
    return groups


def my_exams_by_ids(person_id: int, exam_ids: Iterable[int], now: datetime) -> dict[int, MyExam]:
    """How a person stands in those exams, mocks too, by exam id; exams they are not in are left out. One query."""
    return {mine.exam.id: mine for mine in _seen(_of(person_id).where(Exam.id.in_(set(exam_ids))), now)}


def _of(person_id: int) -> Select[Exam, Candidate, Sitting, Score]:
    return (
        select(Exam, Candidate, Sitting, Score)
        .join(Candidate, Candidate.exam_id == Exam.id)
        .outerjoin(Sitting, Sitting.candidate_id == Candidate.id)
        .outerjoin(Score, Score.sitting_id == Sitting.id)
        .where(Candidate.person_id == person_id, Exam.state != ExamState.DRAFT)
        .order_by(Exam.opens_at.desc(), Exam.id.desc())
    )


def _seen(found: Select[Exam, Candidate, Sitting, Score], now: datetime) -> Iterator[MyExam]:
    for exam, candidate, sitting, score in session.execute(found):
        yield MyExam(exam, candidate, sitting, score, standing_of(exam, sitting, score, now))


def standing_of(exam: Exam, sitting: Sitting | None, score: Score | None, now: datetime) -> str:
    """What this exam is to its candidate now."""
    if sitting is not None and sitting.state == SittingState.ENDED:
        is_out = exam.state == ExamState.RELEASED or (exam.releases_by_itself and score is not None and score.is_complete)
        return "released" if is_out else "waiting"
    if sitting is not None:
        return "open"
    if now < exam.opens_at:
        return "upcoming"
    may_begin = now < last_entry_at(exam.opens_at, exam.closes_at, exam.late_entry_seconds)
    return "open" if may_begin and exam.state == ExamState.SEALED else "missed"

"""A person's own exams, sorted by what they can do about them now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from core.db import session
from exams.models import Candidate, Exam, ExamState, Score, Sitting, SittingState

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
    """Latest first, by standing. One query."""
    found = (
        select(Exam, Candidate, Sitting, Score)
        .join(Candidate, Candidate.exam_id == Exam.id)
        .outerjoin(Sitting, Sitting.candidate_id == Candidate.id)
        .outerjoin(Score, Score.sitting_id == Sitting.id)
        .where(Candidate.person_id == person_id, Exam.state != ExamState.DRAFT)
        .order_by(Exam.opens_at.desc())
        .limit(MOST_SHOWN)
    )
    groups: dict[str, list[MyExam]] = {name: [] for name in ("open", "upcoming", "waiting", "released", "missed")}
    for exam, candidate, sitting, score in session.execute(found):
        standing = standing_of(exam, sitting, score, now)
        groups[standing].append(MyExam(exam, candidate, sitting, score, standing))
    return groups


def standing_of(exam: Exam, sitting: Sitting | None, score: Score | None, now: datetime) -> str:
    """What this exam is to its candidate now."""
    if sitting is not None and sitting.state == SittingState.ENDED:
        is_out = exam.state == ExamState.RELEASED or (exam.releases_by_itself and score is not None and score.is_complete)
        return "released" if is_out else "waiting"
    if sitting is not None:
        return "open"
    if now < exam.opens_at:
        return "upcoming"
    return "open" if now < exam.closes_at and exam.state == ExamState.SEALED else "missed"

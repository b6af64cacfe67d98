"""What came of an exam: scores by candidate and part, and one sitting's marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Select, select

from core.db import session
from exams.models import AnswerMark, Candidate, Exam, Part, PartScore, Score, Sitting


@dataclass(frozen=True)
class PartResult:
    """One part of a result; `on_ten` is its score on the scale of ten, two decimals."""

    code: str
    name: str
    points: Decimal
    max_points: Decimal
    on_ten: Decimal
    passed: bool


@dataclass(frozen=True)
class Result:
    """What one candidate's sitting came to."""

    sitting_id: int
    person_id: int
    candidate_number: str
    points: Decimal
    max_points: Decimal
    on_ten: Decimal
    passed: bool | None
    is_complete: bool
    parts: tuple[PartResult, ...]
    receipt: str | None


def scores_of(exam: Exam) -> Select[tuple[Score, Sitting, Candidate]]:
    """Every score of an exam by candidate number."""
    return (
        select(Score, Sitting, Candidate)
        .join(Sitting, Sitting.id == Score.sitting_id)
        .join(Candidate, Candidate.id == Sitting.candidate_id)
        .where(Score.exam_id == exam.id)
        .order_by(Candidate.number)
    )


def results_from(rows: Iterable[tuple[Score, Sitting, Candidate]]) -> list[Result]:
    """Rows of `scores_of` with their parts: one query for all."""
    found = list(rows)
    parts = _parts_of([score.sitting_id for score, _, _ in found])
    return [
        Result(
            score.sitting_id,
            candidate.person_id,
            candidate.number,
            score.points,
            score.max_points,
            score.on_ten,
            score.passed,
            score.is_complete,
            tuple(parts[score.sitting_id]),
            sitting.receipt,
        )  # fmt: skip
        for score, sitting, candidate in found
    ]


def result_of_sitting(sitting_id: int) -> Result | None:
    """The result of one sitting, None while it is unscored."""
    found = (
        select(Score, Sitting, Candidate)
        .join(Sitting, Sitting.id == Score.sitting_id)
        .join(Candidate, Candidate.id == Sitting.candidate_id)
        .where(Score.sitting_id == sitting_id)
    )
    results = results_from(session.execute(found).tuples())
    return results[0] if results else None


def marks_of(sitting_id: int) -> list[AnswerMark]:
    """The marks of one sitting by question number."""
    return list(session.scalars(select(AnswerMark).where(AnswerMark.sitting_id == sitting_id).order_by(AnswerMark.number)))


def _parts_of(sitting_ids: list[int]) -> dict[int, list[PartResult]]:
    found = (
        select(PartScore, Part.code, Part.name)
        .join(Part, Part.id == PartScore.part_id)
        .where(PartScore.sitting_id.in_(sitting_ids))
        .order_by(Part.position)
    )
    parts: dict[int, list[PartResult]] = defaultdict(list)
    for part, code, name in session.execute(found).tuples():
        parts[part.sitting_id].append(PartResult(code, name, part.points, part.max_points, part.on_ten, part.passed))
    return parts

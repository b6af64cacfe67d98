"""What came of an exam: scores by candidate and part, and one sitting's marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Select, func, select

from accounts import api as accounts
from core.db import session
from core.words import Message, say
from exams.models import AnswerMark, Candidate, Exam, Part, PartScore, Score, Sitting, SittingState

SORTS = ("number", "-number", "score", "-score")


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


@dataclass(frozen=True)
class Row:
    """A candidate in the council's table: the sitting is None when absent, the score None until it is marked. `parts` by part id."""

    candidate: Candidate
    person: accounts.PersonView
    sitting: Sitting | None
    score: Score | None
    parts: dict[int, PartScore]


def scores_of(exam: Exam) -> Select[Score, Sitting, Candidate]:
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


def marks_of(sitting_id: int) -> list[AnswerMark]:
    """The marks of one sitting by question number."""
    return list(session.scalars(select(AnswerMark).where(AnswerMark.sitting_id == sitting_id).order_by(AnswerMark.number)))


def outcome_words(row: Row) -> Message:
    """What became of a candidate, in a word or two."""
    if row.sitting is None:
        return say("Vắng")
    if row.score is None or not row.score.is_complete:
        return say("Đang làm bài") if row.sitting.state == SittingState.RUNNING else say("Chờ chấm")
    if row.score.passed is None:
        return say("Đã chấm")
    return say("Đạt") if row.score.passed else say("Không đạt")


def outcomes_of(exam: Exam, sort: str = "number") -> Select[Candidate, Sitting, Score]:
    """Every candidate with sitting and score, if any, in one of the orders of SORTS; who has no score comes last."""
    found = (
        select(Candidate, Sitting, Score)
        .outerjoin(Sitting, Sitting.candidate_id == Candidate.id)
        .outerjoin(Score, Score.sitting_id == Sitting.id)
        .where(Candidate.exam_id == exam.id)
    )
    if sort in ("score", "-score"):
        by = Score.on_ten.desc() if sort == "-score" else Score.on_ten.asc()
        return found.order_by(by.nulls_last(), Candidate.number)
    return found.order_by(Candidate.number.desc() if sort == "-number" else Candidate.number)


def rows_from(rows: Iterable[tuple[Candidate, Sitting | None, Score | None]]) -> list[Row]:
    """Rows of `outcomes_of` with people and parts: two queries for all."""
    found = list(rows)
    people = accounts.people([candidate.person_id for candidate, _, _ in found])
    parts: dict[int, dict[int, PartScore]] = defaultdict(dict)
    wanted = select(PartScore).where(PartScore.sitting_id.in_([score.sitting_id for _, _, score in found if score]))
    for part in session.scalars(wanted):
        parts[part.sitting_id][part.part_id] = part
    return [Row(c, people[c.person_id], sitting, score, parts[score.sitting_id] if score else {}) for c, sitting, score in found]


def counted_scores(exam: Exam) -> dict[Decimal, int]:
    """Score on ten -> how many have it, complete scores only."""
    found = select(Score.on_ten, func.count()).where(Score.exam_id == exam.id, Score.is_complete).group_by(Score.on_ten)
    return {on_ten: count for on_ten, count in session.execute(found)}


def passed_counts(exam: Exam) -> tuple[int, int]:
    """How many complete scores passed, and how many did not."""
    found = select(Score.passed, func.count()).where(Score.exam_id == exam.id, Score.is_complete).group_by(Score.passed)
    counts = {passed: count for passed, count in session.execute(found)}
    return counts.get(True, 0), counts.get(False, 0)


def _parts_of(sitting_ids: list[int]) -> dict[int, list[PartResult]]:
    found = (
        select(PartScore, Part.code, Part.name)
        .join(Part, Part.id == PartScore.part_id)
        .where(PartScore.sitting_id.in_(sitting_ids))
        .order_by(Part.position)
    )
    parts: dict[int, list[PartResult]] = defaultdict(list)
    for part, code, name in session.execute(found):
        parts[part.sitting_id].append(PartResult(code, name, part.points, part.max_points, part.on_ten, part.passed))
    return parts

"""What a person's own sitting came to, for the rooms above: nothing before its result may be seen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core import clock
from core.db import session
from core.errors import NotFound
from exams.models import AnswerMark, Candidate, Exam, Form, MarkState, Score, Sitting
from exams.queries.mine import standing_of
from exams.queries.results import Result, results_from
from exams.queries.review import MarkedAnswer, marked_answers
from exams.queries.sitting import candidacy_of
from question_bank import api as question_bank


@dataclass(frozen=True)
class MarkedQuestion:
    """One answered question. `number` is the form's, `place` where the person met it (from 1); `answer` canonical, None for none; `order` is that of
    the form's options and variants.

    `review` and `explanation` tell the key only if the exam does.
    """

    number: int
    place: int
    part_code: str
    question_id: int
    revision_id: int
    kind: str
    topic_id: int | None
    outcome_id: int | None
    level: str | None
    answer: object
    order: list[str] | None
    points: Decimal
    max_points: Decimal
    is_by_machine: bool
    review: question_bank.Review
    explanation: str


@dataclass(frozen=True)
class Outcome:
    """A sitting whose result may be seen by the person who sat it."""

    exam: Exam
    candidate: Candidate
    form: Form
    sitting: Sitting
    score: Score


def result_of(exam_id: int, person_id: int) -> Result | None:
    """The person's result in an exam; None while it is not out, or when they did not sit it."""
    out = outcome_of(exam_id, person_id)
    return results_from([(out.score, out.sitting, out.candidate)])[0] if out else None


def marked_of(exam_id: int, person_id: int) -> list[MarkedQuestion]:
    """Every question that could have earned points, in the person's own order; [] while the result is not out."""
    out = outcome_of(exam_id, person_id)
    if out is None:
        return []
    codes = {part.id: part.code for part in out.exam.parts}
    answers = marked_answers(out.exam, out.form, out.sitting)
    return [_question(answer, answer.mark, codes[answer.part_id]) for answer in answers if answer.mark]


def outcome_of(exam_id: int, person_id: int | None) -> Outcome | None:
    """The person's sitting once its result is out; None until then, and when they are no candidate."""
    try:
        place = candidacy_of(person_id, exam_id)
    except NotFound:
        return None
    score = session.get(Score, place.sitting.id) if place.sitting else None
    if place.form is None or place.sitting is None or score is None:
        return None
    if standing_of(place.exam, place.sitting, score, clock.now()) != "released":
        return None
    return Outcome(place.exam, place.candidate, place.form, place.sitting, score)


def _question(answer: MarkedAnswer, mark: AnswerMark, part_code: str) -> MarkedQuestion:
    wording = answer.wording
    return MarkedQuestion(
        mark.number, answer.place, part_code, wording.question_id, wording.id, wording.kind, wording.topic_id, wording.outcome_id,
        wording.level, mark.answer, answer.order, mark.points or Decimal(0), mark.max_points, mark.state == MarkState.AUTOMATIC, answer.review,
        answer.explanation,
    )  # fmt: skip

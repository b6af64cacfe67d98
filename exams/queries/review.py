"""A sitting's questions in its candidate's own order, with what was given: for the result page and for the replay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from exams.models import AnswerMark, Exam, Form, FormQuestion, Sitting
from exams.queries.preparation import questions_of
from exams.queries.results import marks_of
from exams.rules.journal import Given
from exams.rules.order import order_of, seed_of
from question_bank import api as question_bank


@dataclass(frozen=True)
class MarkedAnswer:
    """Question `place` (from 1, as the candidate met it) with its mark. `mark` is None for a text that asks nothing.

    `explanation` and `model_answer` are safe HTML, empty when the reader may not see the key.
    """

    place: int
    part_id: int
    order: list[str] | None
    max_points: Decimal
    mark: AnswerMark | None
    wording: question_bank.RevisionView
    review: question_bank.Review
    explanation: str
    model_answer: str
    evidence: tuple[question_bank.Evidence, ...] = ()
    """What an examination found, where the reader may know what it looked for."""

    @property
    def standing(self) -> str:
        """`ok` for full points, `bad` for none, `part` between; `none` while there are no points."""
        if self.mark is None or self.mark.points is None:
            return "none"
        return "ok" if self.mark.points == self.mark.max_points else "part" if self.mark.points else "bad"


@dataclass(frozen=True)
class ScreenAnswer:
    """Question `place` as it stood on the screen. `given_at` is when it was last changed by then, None when it was untouched."""

    place: int
    part_id: int
    review: question_bank.Review
    flag: bool
    given_at: datetime | None


def marked_answers(exam: Exam, form: Form, sitting: Sitting) -> list[MarkedAnswer]:
    """Every question with its mark, and with the key if the exam shows it: three queries."""
    marks = {mark.number: mark for mark in marks_of(sitting.id)}
    found = []
    for place, question, wording in _in_own_order(exam, form, sitting):
        mark = marks.get(question.number)
        shown = question_bank.kind_of(wording.kind).show(wording.safe, question.order)
        answer, parts = (mark.answer, mark.parts) if mark else (None, [])
        review = question_bank.review_of(shown, answer, parts, with_key=exam.shows_key)
        explanation, model = _key_texts(wording) if exam.shows_key else ("", "")
        evidence = _evidence(exam, mark)
        found.append(
            MarkedAnswer(place, question.part_id, question.order, question.points, mark, wording, review, explanation, model, evidence)
        )
    return found


def _evidence(exam: Exam, mark: AnswerMark | None) -> tuple[question_bank.Evidence, ...]:
    """A final finding tells no more than which tests were passed; rules that propose say what was right."""
    finding = question_bank.unpack_finding(mark.proposal) if mark and mark.proposal else None
    return finding.evidence if finding and (finding.is_final or exam.shows_key) else ()


def screen_of(exam: Exam, form: Form, sitting: Sitting, given: Mapping[int, Given]) -> list[ScreenAnswer]:
    """Every question with what stood in it: two queries."""
    found = []
    for place, question, wording in _in_own_order(exam, form, sitting):
        shown = question_bank.kind_of(wording.kind).show(wording.safe, question.order)
        stands = given.get(question.number)
        review = question_bank.review_of(shown, stands.answer if stands else None, (), with_key=False)
        found.append(ScreenAnswer(place, question.part_id, review, bool(stands and stands.flag), stands.at if stands else None))
    return found


def _in_own_order(exam: Exam, form: Form, sitting: Sitting) -> Iterator[tuple[int, FormQuestion, question_bank.RevisionView]]:
    questions = questions_of(form.id)
    wordings = question_bank.revisions({question.revision_id for question in questions})
    parts = [[question.number for question in run] for _, run in groupby(questions, key=lambda question: question.part_id)]
    by_number = {question.number: question for question in questions}
    order = order_of(parts, seed_of(sitting.id, form.seed), shuffles=exam.shuffles_questions)
    for place, number in enumerate(order, start=1):
        question = by_number[number]
        yield place, question, wordings[question.revision_id].for_form(question.order)


def _key_texts(wording: question_bank.RevisionView) -> tuple[str, str]:
    key = wording.safe.get("key")
    model = key.get("model_answer") if isinstance(key, dict) else None
    return str(wording.safe.get("explanation") or ""), str(model or "")

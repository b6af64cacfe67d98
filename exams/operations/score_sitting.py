"""Adding up: the score of a sitting and of its parts, from its marks."""

from __future__ import annotations

from sqlalchemy import delete, select

from core import clock
from core.db import session
from core.events import announce
from exams.events import SittingScored
from exams.models import AnswerMark, Candidate, Exam, FormQuestion, PartScore, Score, Sitting
from exams.rules.scoring import MarkedPoints, total_of


def hold_for_marking(sitting_id: int) -> tuple[Exam, Sitting]:
    """The exam and the sitting as they are now, held until the transaction ends.

    Two people who mark two answers of one sitting go one after the other, or each would add up without the other's mark; and
    nothing is marked while the exam is being released.
    """
    exam_id = session.execute(select(Sitting.exam_id).where(Sitting.id == sitting_id)).scalar_one()
    exam = session.get_one(Exam, exam_id, with_for_update={"read": True}, populate_existing=True)
    return exam, session.get_one(Sitting, sitting_id, with_for_update=True, populate_existing=True)


def score_sitting(sitting: Sitting) -> Score:
    """Write the score that the present marks add up to, and tell when it is out. The sitting must be held, see `hold_for_marking`."""
    exam = session.get_one(Exam, sitting.exam_id)
    marked = select(FormQuestion.part_id, AnswerMark.points, AnswerMark.max_points).where(
        FormQuestion.form_id == sitting.form_id, FormQuestion.number == AnswerMark.number, AnswerMark.sitting_id == sitting.id
    )
    marks = [MarkedPoints(*found) for found in session.execute(marked)]
    total = total_of(marks, {part.id: part.minimum_percent for part in exam.parts})
    score = session.get(Score, sitting.id) or Score(sitting_id=sitting.id, exam_id=exam.id)
    score.points, score.max_points, score.on_ten = total.points, total.max_points, total.on_ten
    score.passed, score.is_complete, score.scored_at = total.passed, total.is_complete, clock.now()
    session.add(score)
    session.flush()
    session.execute(delete(PartScore).where(PartScore.sitting_id == sitting.id))
    for part_id, part in total.parts.items():
        session.add(PartScore(sitting_id=sitting.id, part_id=part_id, **vars(part)))
    if exam.releases_by_itself and total.is_complete:
        _tell(exam, sitting)
    return score


def _tell(exam: Exam, sitting: Sitting) -> None:
    person_id = session.scalars(select(Candidate.person_id).where(Candidate.id == sitting.candidate_id)).one()
    session.flush()
    announce(SittingScored(exam.id, person_id, exam.is_mock))

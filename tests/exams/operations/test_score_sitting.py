"""Adding up: parts, minimums and the whole of one sitting, as they are kept."""

from decimal import Decimal as D

from flask import Flask
from sqlalchemy import select

from core.db import session, transaction
from exams.models import Exam, PartScore, Score, Sitting
from exams.operations.score_sitting import hold_for_marking, score_sitting
from tests.support.marking import RIGHT, held_exam, mark_of, marked
from tests.support.sittings import SINGLE


def parts_of(sitting_id: int) -> list[PartScore]:
    return list(session.scalars(select(PartScore).where(PartScore.sitting_id == sitting_id).order_by(PartScore.part_id)))


def test_each_part_has_its_own_sum(app: Flask) -> None:
    exam = held_exam(questions=(("single_choice", SINGLE),) * 4, parts=2)
    sitting_id = marked(exam, answers={1: "b", 2: "a", 3: "b", 4: "b"})
    assert [(part.points, part.max_points, part.on_ten) for part in parts_of(sitting_id)] == [
        (D("0.25"), D("0.5"), D("5.00")),
        (D("0.5"), D("0.5"), D("10.00")),
    ]
    score = session.get_one(Score, sitting_id)
    assert (score.points, score.max_points, score.on_ten, score.exam_id) == (D("0.75"), D("1"), D("7.50"), exam.id)


def test_one_failed_part_fails_the_whole(app: Flask) -> None:
    exam = held_exam(questions=(("single_choice", SINGLE),) * 4, parts=2)
    with transaction():
        for part in session.get_one(Exam, exam.id).parts:
            part.minimum_percent = D(50)
    sitting_id = marked(exam, answers={1: "a", 2: "a", 3: "b", 4: "b"})
    assert [part.passed for part in parts_of(sitting_id)] == [False, True]
    assert session.get_one(Score, sitting_id).passed is False


def test_without_minimums_nobody_passes_or_fails(app: Flask) -> None:
    assert session.get_one(Score, marked(held_exam())).passed is None


def test_scoring_again_replaces_what_stood(app: Flask) -> None:
    sitting_id = marked(held_exam(), answers=RIGHT)
    with transaction():
        _, sitting = hold_for_marking(sitting_id)
        mark_of(sitting_id, 1).points = D(0)
        session.flush()
        score_sitting(sitting)
    assert session.get_one(Score, sitting_id, populate_existing=True).points == D("1.25")
    assert len(parts_of(sitting_id)) == 1


def test_holding_gives_the_sitting_as_it_is_now(app: Flask) -> None:
    exam = held_exam()
    sitting_id = marked(exam)
    held, sitting = hold_for_marking(sitting_id)
    assert (held.id, sitting.id) == (exam.id, sitting_id)
    assert isinstance(sitting, Sitting)

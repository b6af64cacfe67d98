"""A person's mark: within its limits, added up at once, never over another's without knowing, never after the release."""

import threading
from decimal import Decimal as D

import pytest
from flask import Flask
from sqlalchemy import select

from core.audit import AuditRecord
from core.db import session, transaction
from core.errors import Conflict, Invalid
from exams.models import AnswerMark, Exam, ExamState, MarkState, Score
from exams.operations.mark_by_person import mark_by_person
from tests.support.actors import actor_with
from tests.support.marking import ESSAY, held_exam, mark_of, marked
from tests.support.people import person_with


def test_points_and_comment_are_kept_with_who_gave_them_and_recorded(app: Flask) -> None:
    sitting_id, actor = marked(held_exam()), actor_with(person_id=person_with("marker"), name="Bùi Thị Khảo")
    with transaction():
        mark_by_person(actor, mark_of(sitting_id, 7), D("0.15"), "Thiếu ví dụ")
    found = mark_of(sitting_id, 7)
    assert (found.points, found.comment, found.state, found.marker_id) == (D("0.15"), "Thiếu ví dụ", MarkState.BY_PERSON, actor.person_id)
    record = session.scalars(select(AuditRecord).where(AuditRecord.act == "exams.marked")).one()
    assert (record.subject, record.detail) == (f"mark:{found.id}", {"before": None, "after": "0.15"})


def test_the_last_waiting_answer_completes_the_score(app: Flask) -> None:
    sitting_id = marked(held_exam())
    assert session.get_one(Score, sitting_id).is_complete is False
    with transaction():
        mark_by_person(actor_with(), mark_of(sitting_id, 7), D("0.25"), "")
    score = session.get_one(Score, sitting_id, populate_existing=True)
    assert (score.is_complete, score.points, score.on_ten) == (True, D("1.75"), D("10.00"))


@pytest.mark.parametrize("points", ["-0.01", "0.2501", "3"])
def test_points_outside_the_questions_are_refused(app: Flask, points: str) -> None:
    sitting_id = marked(held_exam())
    with pytest.raises(Invalid) as refused:
        mark_by_person(actor_with(), mark_of(sitting_id, 7), D(points), "")
    assert "0,25" in str(refused.value.fields["points"])


@pytest.mark.parametrize("points", ["0", "0.25"])
def test_the_ends_of_the_scale_may_be_given(app: Flask, points: str) -> None:
    sitting_id = marked(held_exam())
    mark_by_person(actor_with(), mark_of(sitting_id, 7), D(points), "")
    assert mark_of(sitting_id, 7).points == D(points)


def test_the_second_marker_learns_of_the_first(app: Flask) -> None:
    sitting_id = marked(held_exam())
    mark = mark_of(sitting_id, 7)
    seen = mark.version
    with transaction():
        mark_by_person(actor_with(), mark, D("0.1"), "", seen=seen)
    with pytest.raises(Conflict):
        mark_by_person(actor_with(), mark, D("0.2"), "", seen=seen)
    session.rollback()
    assert mark_of(sitting_id, 7).points == D("0.1")
    mark_by_person(actor_with(), mark, D("0.2"), "", seen=mark_of(sitting_id, 7).version)
    assert mark_of(sitting_id, 7).points == D("0.2")


def test_nothing_changes_after_the_release(app: Flask) -> None:
    exam = held_exam()
    sitting_id = marked(exam)
    session.get_one(Exam, exam.id).state = ExamState.RELEASED
    session.flush()
    with pytest.raises(Conflict):
        mark_by_person(actor_with(), mark_of(sitting_id, 7), D("0.1"), "")


def test_two_markers_at_once_lose_no_points(app: Flask) -> None:
    """Each marks another answer of one sitting at the same instant; the score holds both."""
    sitting_id = marked(held_exam(questions=(ESSAY,) * 4), answers={n: {"text": "bài"} for n in range(1, 5)})
    ids = {number: mark_of(sitting_id, number).id for number in range(1, 5)}
    session.rollback()
    together = threading.Barrier(4)

    def work(number: int) -> None:
        with app.app_context():
            together.wait()
            with transaction():
                mark_by_person(actor_with(), session.get_one(AnswerMark, ids[number]), D("0.25"), "")
            session.remove()

    threads = [threading.Thread(target=work, args=(number,)) for number in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    score = session.get_one(Score, sitting_id, populate_existing=True)
    assert (score.points, score.is_complete) == (D(1), True)

"""Extra time for a room: those who sit or may still start, nobody else, nobody twice."""

import pytest
from flask import Flask
from sqlalchemy import select

from core.audit import AuditRecord
from core.db import session, transaction
from core.errors import Conflict, Invalid
from exams.models import Candidate, Exam, Notice, Sitting
from exams.operations.give_room_extra_time import give_room_extra_time
from exams.operations.start_sitting import start_sitting
from tests.support.actors import actor_with
from tests.support.marking import held_exam, rename, sat
from tests.support.sittings import ReadyExam


@pytest.fixture
def exam(app: Flask) -> ReadyExam:
    """Candidate 0 is sitting, 1 has handed in, 2 has not started, 3 sits in another room."""
    ready = held_exam(candidates=4)
    rename(ready, 3, room="P.202")
    sat(ready, 1)
    with transaction():
        for index in (0, 3):
            start_sitting(actor_with(person_id=ready.person_ids[index]), ready.id, "may-so-01")
    return ready


def extra(exam: ReadyExam) -> list[int]:
    return list(session.scalars(select(Candidate.extra_seconds).where(Candidate.exam_id == exam.id).order_by(Candidate.number)))


def test_the_room_gets_it_and_what_is_handed_in_stays(exam: ReadyExam) -> None:
    before = session.scalars(select(Sitting.deadline_at).where(Sitting.candidate_id == exam.candidate_ids[0])).one()
    assert give_room_extra_time(actor_with(), session.get_one(Exam, exam.id), "P.201", 600, "Mất điện") == 2
    assert extra(exam) == [600, 0, 600, 0]
    after = session.scalars(select(Sitting.deadline_at).where(Sitting.candidate_id == exam.candidate_ids[0])).one()
    assert (after - before).total_seconds() == 600
    assert session.scalars(select(Notice.kind)).all() == ["extra_time"]


def test_without_a_room_everybody_gets_it(exam: ReadyExam) -> None:
    assert give_room_extra_time(actor_with(), session.get_one(Exam, exam.id), "", 60, "Mất điện") == 3
    assert extra(exam) == [60, 0, 60, 60]


def test_each_gift_is_recorded_with_its_reason(exam: ReadyExam) -> None:
    give_room_extra_time(actor_with(), session.get_one(Exam, exam.id), "P.202", 60, "Mất điện")
    record = session.scalars(select(AuditRecord).where(AuditRecord.act == "exams.extra_time")).one()
    assert (record.subject, record.detail) == (f"candidate:{exam.candidate_ids[3]}", {"seconds": 60, "reason": "Mất điện"})


def test_a_room_where_nobody_is_left_is_a_conflict(exam: ReadyExam) -> None:
    with pytest.raises(Conflict):
        give_room_extra_time(actor_with(), session.get_one(Exam, exam.id), "P.999", 60, "Mất điện")


def test_no_reason_no_time(exam: ReadyExam) -> None:
    with pytest.raises(Invalid):
        give_room_extra_time(actor_with(), session.get_one(Exam, exam.id), "P.201", 60, " ")
    assert extra(exam) == [0, 0, 0, 0]

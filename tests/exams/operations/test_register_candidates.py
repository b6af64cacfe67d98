"""Who sits an exam: numbers, rooms, forms, extra time, and what may change before the start."""

import pytest
from flask import Flask
from sqlalchemy import select

from accounts import api as accounts
from core.actor import SYSTEM
from core.db import session, transaction
from core.errors import Conflict, Invalid
from exams.models import Candidate, Exam, ExamState
from exams.operations import register_candidates as module
from exams.operations.create_exam import create_exam
from exams.operations.register_candidates import change_candidate, register_candidates, remove_candidate
from tests.exams.operations.test_create_exam import details
from tests.support.marking import held_exam, sat
from tests.support.people import person_with
from tests.support.questions import new_organisation


@pytest.fixture
def exam(app: Flask) -> Exam:
    return create_exam(SYSTEM, details(new_organisation().id))


def people(count: int) -> list[accounts.PersonView]:
    return list(accounts.people([person_with("candidate") for _ in range(count)]).values())


def candidates(exam: Exam) -> list[Candidate]:
    return list(session.scalars(select(Candidate).where(Candidate.exam_id == exam.id).order_by(Candidate.number)))


def test_candidates_are_numbered_on_from_the_last(exam: Exam) -> None:
    assert register_candidates(SYSTEM, exam, people(2), "P1") == 2
    assert register_candidates(SYSTEM, exam, people(1), "P2") == 1
    assert [(c.number, c.room) for c in candidates(exam)] == [("0001", "P1"), ("0002", "P1"), ("0003", "P2")]


def test_registering_twice_adds_nobody_twice(exam: Exam) -> None:
    them = people(2)
    register_candidates(SYSTEM, exam, them)
    assert register_candidates(SYSTEM, exam, [*them, *them]) == 0
    assert len(candidates(exam)) == 2


def test_a_number_is_not_given_again_while_a_later_one_stands(exam: Exam) -> None:
    register_candidates(SYSTEM, exam, people(3))
    remove_candidate(SYSTEM, candidates(exam)[1])
    register_candidates(SYSTEM, exam, people(1))
    assert [c.number for c in candidates(exam)] == ["0001", "0003", "0004"]


def test_numbers_grow_past_four_digits(exam: Exam) -> None:
    register_candidates(SYSTEM, exam, people(1))
    candidates(exam)[0].number = "9999"
    session.flush()
    register_candidates(SYSTEM, exam, people(2))
    assert {c.number for c in candidates(exam)} == {"9999", "10000", "10001"}


def test_standing_extra_time_becomes_seconds_of_this_exam(exam: Exam) -> None:
    with transaction():
        made = accounts.create_person(SYSTEM, accounts.NewPerson(full_name="Lê An", username="lean", extra_time_percent=25))
    register_candidates(SYSTEM, exam, [made])
    assert candidates(exam)[0].extra_seconds == 2700 // 4


def test_in_a_sealed_exam_a_late_candidate_gets_a_form(app: Flask) -> None:
    ready = held_exam()
    exam = session.get_one(Exam, ready.id)
    register_candidates(SYSTEM, exam, people(1))
    assert all(candidate.form_id == ready.form_id for candidate in candidates(exam))


def test_nobody_joins_after_the_release(exam: Exam) -> None:
    exam.state = ExamState.RELEASED
    with pytest.raises(Conflict):
        register_candidates(SYSTEM, exam, people(1))


def test_too_many_at_once_are_refused(exam: Exam, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_AT_ONCE", 1)
    with pytest.raises(Invalid):
        register_candidates(SYSTEM, exam, people(2))


def test_room_and_extra_time_may_change_before_the_start(exam: Exam) -> None:
    register_candidates(SYSTEM, exam, people(1))
    change_candidate(SYSTEM, candidates(exam)[0], room="P9", extra_seconds=600)
    assert [(c.room, c.extra_seconds) for c in candidates(exam)] == [("P9", 600)]


def test_whoever_started_is_neither_changed_nor_removed(app: Flask) -> None:
    ready = held_exam()
    sat(ready)
    candidate = session.get_one(Candidate, ready.candidate_ids[0])
    with pytest.raises(Conflict):
        change_candidate(SYSTEM, candidate, room="P9", extra_seconds=0)
    with pytest.raises(Conflict):
        remove_candidate(SYSTEM, candidate)

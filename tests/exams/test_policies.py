"""What nobody may do in an exam, whatever roles they hold."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts import api as accounts
from core.actor import SYSTEM, Place
from core.db import session, transaction
from core.errors import NotAllowed
from core.permissions import Permission as P
from exams import policies
from exams.models import AnswerMark, Exam, ExamState
from tests.support.actors import actor_with
from tests.support.marking import held_exam, marked
from tests.support.people import sign_in_as
from tests.support.sittings import ReadyExam


@pytest.fixture
def exam(app: Flask) -> ReadyExam:
    return held_exam(candidates=2)


def council_of_one(client: FlaskClient, exam: ReadyExam) -> FlaskClient:
    """The first candidate, who was given every role of the exam."""
    with transaction():
        for role in ("council_chair", "invigilator", "marker"):
            accounts.grant_exam_role(SYSTEM, exam.person_ids[0], role, exam.id)
    sign_in_as(client, person_id=exam.person_ids[0])
    return client


@pytest.mark.parametrize("page", ["paper", "paper/keys", "board", "board/minutes", "marking", "results", "results/export"])
def test_a_candidate_does_none_of_the_councils_work_in_their_own_exam(client: FlaskClient, exam: ReadyExam, page: str) -> None:
    assert council_of_one(client, exam).get(f"/exams/{exam.id}/{page}").status_code == 403


def test_a_candidate_neither_marks_nor_helps_themself(client: FlaskClient, exam: ReadyExam) -> None:
    sitting_id = marked(exam)
    mark_id = session.scalars(select(AnswerMark.id).where(AnswerMark.sitting_id == sitting_id, AnswerMark.number == 7)).one()
    browser = council_of_one(client, exam)
    assert browser.post(f"/exams/{exam.id}/marking/{mark_id}", data={"points": "0,25", "seen": ""}).status_code == 403
    for verb in ("extra-time", "message", "change-machine", "hand-in"):
        asked = {"minutes": "5", "reason": "x", "text": "x", "why": "x"}
        assert browser.post(f"/exams/{exam.id}/board/{sitting_id}/{verb}", data=asked).status_code == 403
    assert browser.get(f"/exams/{exam.id}/sittings/{sitting_id}/replay").status_code == 403


def test_in_other_exams_and_after_the_release_a_candidate_is_council_like_any_other(client: FlaskClient, exam: ReadyExam) -> None:
    other = held_exam()
    with transaction():
        accounts.grant_exam_role(SYSTEM, exam.person_ids[0], "council_chair", other.id)
    browser = council_of_one(client, exam)
    assert browser.get(f"/exams/{other.id}/paper/keys").status_code == 200
    with transaction():
        session.get_one(Exam, exam.id).state = ExamState.RELEASED
    assert browser.get(f"/exams/{exam.id}/results").status_code == 200


def test_only_work_over_candidates_asks_whether_one_is_a_candidate() -> None:
    both = actor_with(P.EXAMS_SIT, P.EXAMS_MARK, P.EXAMS_VIEW, person_id=3)
    assert policies.asks_over_candidates(both, (P.EXAMS_MARK,))
    assert not policies.asks_over_candidates(both, (P.EXAMS_VIEW, P.EXAMS_PREPARE))
    assert not policies.asks_over_candidates(both, (P.EXAMS_CANDIDATES, P.EXAMS_PREPARE, P.EXAMS_INVIGILATE))
    assert not policies.asks_over_candidates(actor_with(P.EXAMS_MARK, person_id=3), (P.EXAMS_MARK,))
    policies.require_not_a_candidate(is_candidate=False, is_released=False)
    with pytest.raises(NotAllowed):
        policies.require_not_a_candidate(is_candidate=True, is_released=False)


@pytest.mark.parametrize("role", ["council_chair", "invigilator", "marker"])
def test_who_works_for_the_council_does_not_begin_the_exam(client: FlaskClient, exam: ReadyExam, role: str) -> None:
    with transaction():
        accounts.grant_exam_role(SYSTEM, exam.person_ids[0], role, exam.id)
    sign_in_as(client, person_id=exam.person_ids[0])
    refused = client.post(f"/sit/{exam.id}/start", json={"device": "may-so-01"})
    assert (refused.status_code, (refused.json or {})["code"]) == (409, "council")
    sign_in_as(client, person_id=exam.person_ids[1])
    assert client.post(f"/sit/{exam.id}/start", json={"device": "may-so-01"}).status_code == 200


def test_who_reads_the_bank_does_not_earn_a_certificate_from_it_but_may_try_a_mock() -> None:
    teacher, here = actor_with(P.EXAMS_SIT, P.BANK_VIEW, path="/1/", person_id=3), Place("/1/", 7)
    assert policies.may_have_seen_the_paper(teacher, here, gives_certificate=True)
    assert not policies.may_have_seen_the_paper(teacher, here, gives_certificate=False)
    assert not policies.may_have_seen_the_paper(teacher, Place("/2/", 7), gives_certificate=True)

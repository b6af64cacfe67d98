"""The candidate list on the screen and on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts import api as accounts
from core.actor import SYSTEM
from core.db import session, transaction
from exams.models import Candidate, Exam
from exams.operations.create_exam import create_exam
from exams.operations.register_candidates import register_candidates
from tests.exams.operations.test_create_exam import details
from tests.exams.operations.test_register_candidates import people
from tests.support.marking import held_exam, sat
from tests.support.people import sign_in_as
from tests.support.questions import new_organisation


@pytest.fixture
def exam(app: Flask) -> Exam:
    with transaction():
        return create_exam(SYSTEM, details(new_organisation().id))


@pytest.fixture
def secretary(client: FlaskClient, exam: Exam) -> FlaskClient:
    sign_in_as(client, "secretary", organisation_id=exam.organisation_id)
    return client


def numbers(exam: Exam) -> list[tuple[str, str]]:
    return [(c.number, c.room) for c in session.scalars(select(Candidate).where(Candidate.exam_id == exam.id).order_by(Candidate.number))]


def test_people_are_registered_by_their_user_names(secretary: FlaskClient, exam: Exam) -> None:
    names = "\n".join(person.username.upper() for person in people(2))
    assert secretary.post(f"/exams/{exam.id}/candidates", data={"usernames": names, "room": "P1"}).status_code == 302
    assert numbers(exam) == [("0001", "P1"), ("0002", "P1")]


def test_a_whole_group_is_registered_at_once(secretary: FlaskClient, exam: Exam) -> None:
    members = people(3)
    with transaction():
        group = accounts.create_group(SYSTEM, exam.organisation_id, "12A1")
        for person in members:
            accounts.add_member(SYSTEM, group.id, person.id)
    assert secretary.post(f"/exams/{exam.id}/candidates", data={"group_id": str(group.id), "usernames": "", "room": ""}).status_code == 302
    assert len(numbers(exam)) == 3


@pytest.mark.parametrize("typed", [{}, {"usernames": "khong.co.ai"}, {"group_id": "999999"}, {"group_id": "x"}])
def test_nobody_and_strangers_are_refused_with_words(secretary: FlaskClient, exam: Exam, typed: dict[str, str]) -> None:
    answer = secretary.post(f"/exams/{exam.id}/candidates", data={"usernames": "", "room": "", **typed})
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert numbers(exam) == []


def test_one_candidate_is_changed_and_removed(secretary: FlaskClient, exam: Exam) -> None:
    with transaction():
        register_candidates(SYSTEM, session.get_one(Exam, exam.id), people(1))
    found = session.scalars(select(Candidate).where(Candidate.exam_id == exam.id)).one()
    here = f"/exams/{exam.id}/candidates/{found.id}"
    assert secretary.get(here).status_code == 200
    assert secretary.post(here, data={"room": "P7", "extra_minutes": "10"}).status_code == 302
    assert (session.get_one(Candidate, found.id).room, session.get_one(Candidate, found.id).extra_seconds) == ("P7", 600)
    assert secretary.post(here, data={"room": "P7", "extra_minutes": "-1"}).status_code == 422
    assert secretary.post(f"{here}/remove").status_code == 302
    assert numbers(exam) == []


def test_a_candidate_of_another_exam_does_not_exist(secretary: FlaskClient, exam: Exam) -> None:
    other = held_exam()
    here = f"/exams/{exam.id}/candidates/{other.candidate_ids[0]}"
    assert secretary.get(here).status_code == 404
    assert secretary.post(here, data={"room": "x", "extra_minutes": "0"}).status_code == 404
    assert secretary.post(f"{here}/remove").status_code == 404


def test_whoever_started_is_not_removed(client: FlaskClient, app: Flask) -> None:
    ready = held_exam()
    sat(ready)
    sign_in_as(client, "administrator")
    assert client.post(f"/exams/{ready.id}/candidates/{ready.candidate_ids[0]}/remove").status_code == 409


def test_the_room_list_is_printed_with_places_to_sign(secretary: FlaskClient, exam: Exam) -> None:
    with transaction():
        found = session.get_one(Exam, exam.id)
        register_candidates(SYSTEM, found, people(1), "P1")
        register_candidates(SYSTEM, found, people(1), "P2")
    page = secretary.get(f"/exams/{exam.id}/candidates/print?room=P2").text
    assert "DANH SÁCH THÍ SINH" in page
    assert "0002" in page
    assert "0001" not in page


def test_the_list_costs_the_same_for_any_number(secretary: FlaskClient, exam: Exam, queries: Callable[[], Any]) -> None:
    with transaction():
        register_candidates(SYSTEM, session.get_one(Exam, exam.id), people(20))
    with queries() as count:
        secretary.get(f"/exams/{exam.id}/candidates")
    assert count.n <= 8, count

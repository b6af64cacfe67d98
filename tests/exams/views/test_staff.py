"""Who runs an exam: roles held at that exam only, given by those who may."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts import api as accounts
from core.actor import SYSTEM
from core.db import transaction
from exams.models import Exam
from exams.operations.create_exam import create_exam
from tests.exams.operations.test_create_exam import details
from tests.support.people import person_with, sign_in_as
from tests.support.questions import new_organisation


@pytest.fixture
def exam(app: Flask) -> Exam:
    with transaction():
        return create_exam(SYSTEM, details(new_organisation().id))


def test_a_role_is_given_at_this_exam_and_taken_back(client: FlaskClient, exam: Exam) -> None:
    sign_in_as(client, "administrator")
    marker = accounts.person(person_with())
    here = f"/exams/{exam.id}/staff"
    assert client.post(here, data={"username": marker.username, "role": "marker"}).status_code == 302
    assert marker.full_name in client.get(here).text
    assert [(person.id, role) for person, role in accounts.holders_at_exam(exam.id)] == [(marker.id, "marker")]
    assert client.post(f"{here}/remove", data={"person_id": marker.id, "role": "marker"}).status_code == 302
    assert accounts.holders_at_exam(exam.id) == []


@pytest.mark.parametrize("typed", [{}, {"username": "khong.co.ai", "role": "marker"}, {"username": "x", "role": "administrator"}])
def test_nobody_and_roles_that_are_not_of_exams_are_refused(client: FlaskClient, exam: Exam, typed: dict[str, str]) -> None:
    sign_in_as(client, "administrator")
    assert client.post(f"/exams/{exam.id}/staff", data=typed).status_code == 422
    assert accounts.holders_at_exam(exam.id) == []


def test_a_removal_without_a_person_is_refused(client: FlaskClient, exam: Exam) -> None:
    sign_in_as(client, "administrator")
    assert client.post(f"/exams/{exam.id}/staff/remove", data={"role": "marker"}).status_code == 422


def test_a_secretary_cannot_make_a_chair(client: FlaskClient, exam: Exam) -> None:
    sign_in_as(client, "secretary", organisation_id=exam.organisation_id)
    friend = accounts.person(person_with())
    assert client.post(f"/exams/{exam.id}/staff", data={"username": friend.username, "role": "council_chair"}).status_code in (403, 422)
    assert accounts.holders_at_exam(exam.id) == []

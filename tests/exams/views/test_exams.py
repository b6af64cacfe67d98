"""The list of exams, one exam at a glance, and its details."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core import clock
from core.actor import SYSTEM
from core.db import session, transaction
from exams.models import Exam, ExamState
from exams.operations.create_exam import create_exam
from tests.exams.operations.test_create_exam import details
from tests.exams.operations.test_seal_paper import planned
from tests.support.people import sign_in_as
from tests.support.questions import new_organisation


def typed(organisation_id: int, **known: Any) -> dict[str, Any]:
    plain = {
        "name": "Thi thử", "code": "TT-01", "organisation_id": organisation_id, "certificate_kind": "", "opens_at": "2026-12-01T08:00",
        "closes_at": "2026-12-01T10:00", "minutes": "45", "late_minutes": "", "allowance_minutes": "5", "forms_count": "4",
        "shuffles_questions": "y", "shows_key": "y",
    }  # fmt: skip
    return {**plain, **known}


@pytest.fixture
def place(app: Flask) -> Any:
    with transaction():
        return new_organisation()


@pytest.fixture
def secretary(client: FlaskClient, place: Any) -> FlaskClient:
    sign_in_as(client, "secretary", organisation_id=place.id)
    return client


def only() -> Exam:
    return session.scalars(select(Exam)).one()


def test_a_new_exam_leads_on_to_its_plan(secretary: FlaskClient, place: Any) -> None:
    answer = secretary.post("/exams/new", data=typed(place.id))
    exam = only()
    assert answer.location == f"/exams/{exam.id}/plan"
    assert exam.opens_at.isoformat() == "2026-12-01T01:00:00+00:00"  # eight in the morning in Viet Nam
    assert (exam.duration_seconds, exam.late_entry_seconds, exam.late_arrival_seconds) == (2700, None, 300)
    assert (exam.shuffles_questions, exam.takeover_needs_leave) == (True, False)


def test_the_empty_form_starts_from_sensible_values(secretary: FlaskClient) -> None:
    page = secretary.get("/exams/new").text
    assert 'value="45"' in page
    assert secretary.get("/exams").status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"code": "có dấu"}, {"name": ""}, {"minutes": "0"}, {"opens_at": "x"}, {"closes_at": "2026-12-01T07:00"}, {"minutes": "121"}]
)
def test_what_is_wrong_is_shown_again_with_what_was_typed(secretary: FlaskClient, place: Any, wrong: dict[str, str]) -> None:
    answer = secretary.post("/exams/new", data=typed(place.id, **{"name": "Tên đã gõ", **wrong}))
    assert answer.status_code == 422
    assert wrong.get("name", "Tên đã gõ") in answer.text
    assert session.scalars(select(Exam)).all() == []


def test_a_code_that_is_taken_is_said_at_its_field(secretary: FlaskClient, place: Any) -> None:
    secretary.post("/exams/new", data=typed(place.id))
    answer = secretary.post("/exams/new", data=typed(place.id))
    assert answer.status_code == 422
    assert "Mã này đã dùng" in answer.text


def test_an_organisation_that_is_not_ones_own_cannot_be_chosen(secretary: FlaskClient) -> None:
    with transaction():
        other = new_organisation()
    assert secretary.post("/exams/new", data=typed(other.id)).status_code == 422


def test_details_are_shown_in_local_time_and_changed(secretary: FlaskClient, place: Any) -> None:
    secretary.post("/exams/new", data=typed(place.id))
    here = f"/exams/{only().id}/edit"
    assert 'value="2026-12-01T08:00"' in secretary.get(here).text
    assert secretary.post(here, data=typed(place.id, name="Tên mới", late_minutes="10")).status_code == 302
    assert (only().name, only().late_entry_seconds) == ("Tên mới", 600)


def test_an_exam_tells_what_comes_next(secretary: FlaskClient, place: Any) -> None:
    secretary.post("/exams/new", data=typed(place.id))
    page = secretary.get(f"/exams/{only().id}").text
    assert "Lập ma trận đề" in page


@pytest.mark.parametrize(
    ("state", "opens_in", "seen"),
    [("draft", 1, "draft"), ("sealed", 1, "sealed"), ("sealed", -1, "open"), ("sealed", -5, "over"), ("released", -5, "released")],
)
def test_the_list_is_narrowed_by_stage(secretary: FlaskClient, place: Any, state: str, opens_in: int, seen: str) -> None:
    opens_at = clock.now() + timedelta(hours=opens_in)
    with transaction():
        exam = create_exam(SYSTEM, details(place.id, opens_at=opens_at, closes_at=opens_at + timedelta(hours=2), name="Kỳ thi ở đây"))
        exam.state = ExamState(state)
    for stage in ("", "draft", "sealed", "open", "over", "released"):
        shown = "Kỳ thi ở đây" in secretary.get(f"/exams?state={stage}").text
        assert shown is (stage in ("", seen))


def test_exams_of_other_organisations_do_not_exist(secretary: FlaskClient) -> None:
    with transaction():
        other = planned(name="Kỳ thi của đơn vị khác")
    assert other.name not in secretary.get("/exams").text
    for path in ("", "/edit", "/plan", "/plan/new", "/candidates", "/candidates/print", "/staff"):
        assert secretary.get(f"/exams/{other.id}{path}").status_code == 404
    assert secretary.post(f"/exams/{other.id}/edit", data=typed(other.organisation_id)).status_code == 404


def test_a_teacher_may_look_but_not_prepare(client: FlaskClient, place: Any) -> None:
    with transaction():
        exam = create_exam(SYSTEM, details(place.id))
    sign_in_as(client, "teacher", organisation_id=place.id)
    assert client.get(f"/exams/{exam.id}").status_code == 200
    assert client.get(f"/exams/{exam.id}/edit").status_code == 403

"""The sealed paper as the council sees it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core.db import session, transaction
from exams.models import Exam, ExamState, Form
from tests.exams.operations.test_seal_paper import planned
from tests.question_bank.kinds.contents import SECRET
from tests.support.marking import held_exam
from tests.support.people import sign_in_as


@pytest.fixture
def exam(app: Flask) -> Exam:
    with transaction():
        return planned()


@pytest.fixture
def chair(client: FlaskClient, exam: Exam) -> FlaskClient:
    sign_in_as(client, "council_chair", exam_id=exam.id)
    return client


def test_sealing_shows_every_form_by_its_hash(chair: FlaskClient, exam: Exam) -> None:
    assert "Niêm phong đề" in chair.get(f"/exams/{exam.id}/paper").text
    assert chair.post(f"/exams/{exam.id}/paper/seal").status_code == 302
    page = chair.get(f"/exams/{exam.id}/paper").text
    for form in session.scalars(select(Form).where(Form.exam_id == exam.id)):
        assert form.document_sha256 in page


def test_a_short_bank_is_said_and_nothing_is_sealed(client: FlaskClient, app: Flask) -> None:
    with transaction():
        short = planned(count=9, questions=2)
    sign_in_as(client, "council_chair", exam_id=short.id)
    client.post(f"/exams/{short.id}/paper/seal")
    assert "Ngân hàng chưa đủ câu hỏi" in client.get(f"/exams/{short.id}/paper").text
    assert session.get_one(Exam, short.id).state == ExamState.DRAFT


def test_a_form_is_read_as_printed_without_its_key(chair: FlaskClient, exam: Exam) -> None:
    chair.post(f"/exams/{exam.id}/paper/seal")
    form = session.scalars(select(Form).where(Form.exam_id == exam.id)).first()
    assert form is not None
    page = chair.get(f"/exams/{exam.id}/paper/{form.id}").text
    assert page.count('class="printed-question"') == 3
    assert SECRET not in page


def test_the_key_sheet_has_a_column_for_each_form(chair: FlaskClient, exam: Exam) -> None:
    chair.post(f"/exams/{exam.id}/paper/seal")
    page = chair.get(f"/exams/{exam.id}/paper/keys").text
    assert ">101<" in page
    assert ">102<" in page


def test_unsealing_asks_first_and_gives_the_plan_back(chair: FlaskClient, exam: Exam) -> None:
    chair.post(f"/exams/{exam.id}/paper/seal")
    assert "Mở niêm phong và hủy các mã đề?" in chair.get(f"/exams/{exam.id}/paper").text
    assert chair.post(f"/exams/{exam.id}/paper/unseal").status_code == 302
    assert session.get_one(Exam, exam.id).state == ExamState.DRAFT


def test_paper_and_keys_of_another_exam_do_not_exist(chair: FlaskClient, exam: Exam) -> None:
    other = held_exam()
    for path in ("", "/keys", f"/{other.form_id}"):
        assert chair.get(f"/exams/{other.id}/paper{path}").status_code == 404
    assert chair.get(f"/exams/{exam.id}/paper/{other.form_id}").status_code == 404
    assert chair.post(f"/exams/{other.id}/paper/seal").status_code == 404


@pytest.mark.parametrize("role", ["secretary", "question_board", "invigilator", "marker"])
def test_others_of_the_council_do_not_see_keys(client: FlaskClient, exam: Exam, role: str) -> None:
    sign_in_as(client, role, exam_id=exam.id)
    assert client.get(f"/exams/{exam.id}/paper/keys").status_code == 403

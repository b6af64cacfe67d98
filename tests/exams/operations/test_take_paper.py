"""An exam takes a confirmed paper of a matrix: its parts, its forms as they are, and nothing that may not be asked any more."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core import clock
from core.actor import SYSTEM
from core.db import session
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from core.permissions import Permission as P
from exams.models import Exam, ExamState, Form, FormKey, FormQuestion
from exams.operations.create_exam import create_exam
from exams.operations.save_part import remove_part
from exams.operations.seal_paper import seal_paper
from exams.operations.take_paper import give_paper_back, take_paper
from question_bank.models import Matrix, Paper, Question
from question_bank.operations.change_paper import confirm_paper
from question_bank.queries.matrices import drawn_paper
from question_bank.rules.matrix.plan import Asked
from tests.exams.operations.test_create_exam import details
from tests.support.actors import actor_with
from tests.support.matrices import new_matrix, new_paper, stocked_bank
from tests.support.people import sign_in_as
from tests.support.questions import new_organisation


@pytest.fixture
def paper(app: Flask) -> Paper:
    """A confirmed paper of two forms."""
    made = new_paper(new_matrix(*stocked_bank(new_organisation().id)), Asked(2, True, codes=("0207",)))
    confirm_paper(SYSTEM, made.id)
    session.commit()
    return made


@pytest.fixture
def exam(paper: Paper) -> Exam:
    """A draft at the bank's school."""
    place = session.scalars(select(Question)).first()
    assert place is not None
    made = create_exam(SYSTEM, details(place.bank.organisation_id))
    session.commit()
    return made


def test_the_forms_are_sealed_as_they_were_confirmed(exam: Exam, paper: Paper) -> None:
    take_paper(SYSTEM, exam, paper.id)
    assert [(part.code, part.name, part.rules) for part in exam.parts] == [("I", "Phần I. Nhiều lựa chọn", [])]
    seal_paper(SYSTEM, exam)
    forms = list(session.scalars(select(Form).order_by(Form.code)))
    assert [form.code for form in forms] == ["0207", "0208"] and exam.forms_count == 2
    for form, drawn in zip(forms, drawn_paper(paper.id).forms, strict=True):
        rows = session.scalars(select(FormQuestion).where(FormQuestion.form_id == form.id).order_by(FormQuestion.number))
        sealed = [(row.revision_id, tuple(row.order or ()), row.points) for row in rows]
        assert sealed == [(each.revision_id, each.order, each.points) for each in drawn.questions]
        right = ["AB"[(each.order or ()).index("b")] for each in drawn.questions]
        assert list(session.get_one(FormKey, form.id).answers.values()) == right


def test_a_paper_with_a_question_that_leaked_since_is_not_sealed(exam: Exam, paper: Paper) -> None:
    take_paper(SYSTEM, exam, paper.id)
    leaked = session.get_one(Question, paper.forms[0].questions[0].question_id)
    leaked.suspected_leak_at = clock.now()
    session.flush()
    with pytest.raises(Invalid, match=leaked.ref):
        seal_paper(SYSTEM, exam)
    assert exam.state == ExamState.DRAFT


def test_a_paper_that_is_not_confirmed_or_not_there_cannot_be_taken(exam: Exam, paper: Paper) -> None:
    open_paper = new_paper(session.get_one(Matrix, paper.matrix_id), Asked(1))
    for number in (open_paper.id, 0):
        with pytest.raises(NotFound):
            take_paper(SYSTEM, exam, number)


def test_an_exam_takes_no_paper_of_a_bank_it_may_not_draw_from(paper: Paper) -> None:
    elsewhere = create_exam(SYSTEM, details(new_organisation().id, code="KT-XA"))
    with pytest.raises(NotAllowed):
        take_paper(actor_with(P.EXAMS_PREPARE, path=elsewhere.organisation_path), elsewhere, paper.id)


def test_a_taken_paper_is_given_back_before_parts_are_planned_by_hand(exam: Exam, paper: Paper) -> None:
    with pytest.raises(Conflict):
        give_paper_back(SYSTEM, exam)
    take_paper(SYSTEM, exam, paper.id)
    with pytest.raises(Conflict):
        remove_part(SYSTEM, exam, exam.parts[0].id)
    give_paper_back(SYSTEM, exam)
    assert exam.drawn_paper_id is None and exam.parts == []


def test_whoever_prepares_the_exam_chooses_a_paper_without_reading_it(client: FlaskClient, exam: Exam, paper: Paper) -> None:
    sign_in_as(client, "question_board", organisation_id=exam.organisation_id)
    address = f"/exams/{exam.id}/plan"
    page = client.get(f"{address}/matrix").text
    assert paper.title in page and "0207, 0208" in page and "Câu hỏi số" not in page
    assert client.post(f"{address}/matrix", data={"paper": "x"}).status_code == 404
    assert client.post(f"{address}/matrix", data={"paper": str(paper.id)}).headers["Location"] == address
    page = client.get(address).text
    assert "Đề lấy từ ma trận" in page and "Phần I. Nhiều lựa chọn" in page
    assert client.get(f"{address}/new").status_code == 200 and client.post(f"{address}/matrix/give-back").status_code == 302
    assert client.post(f"{address}/matrix", data={"paper": str(paper.id)}).status_code == 302
    sign_in_as(client, "council_chair", organisation_id=exam.organisation_id)
    page = client.get(f"/exams/{exam.id}/paper").text
    assert f"từng mã đề của “{paper.title}”" in page and "Niêm phong đề" in page and "Đề chưa có phần thi nào" not in page
    sign_in_as(client, "candidate")
    assert client.get(f"{address}/matrix").status_code == 403

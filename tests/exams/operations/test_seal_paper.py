"""Sealing: what is drawn, what is frozen, what stays apart, and what comes back to the drawing board."""

import itertools
import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from core import clock, sealing, storage
from core.actor import SYSTEM
from core.db import session
from core.errors import Conflict, Invalid
from exams.models import Candidate, Exam, ExamState, Form, FormKey, FormQuestion
from exams.operations.create_exam import create_exam
from exams.operations.register_candidates import register_candidates
from exams.operations.save_part import LinePlan, PartDetails, save_part
from exams.operations.seal_paper import seal_paper
from exams.operations.unseal_paper import unseal_paper
from exams.rules.document import name_of
from question_bank.operations.add_media import add_media
from question_bank.queries.banks import bank as bank_of
from tests.exams.operations.test_create_exam import details
from tests.exams.operations.test_register_candidates import people
from tests.question_bank.kinds.contents import SECRET, single
from tests.support.questions import PNG, new_bank, new_organisation, new_question

_numbers = itertools.count(1)


def planned(count: int = 3, questions: int = 6, **known: Any) -> Exam:
    """A draft with one part of `count` single choices out of a bank of `questions`."""
    place = new_organisation()
    bank = new_bank(place.id)
    for index in range(questions):
        new_question(bank, single() | {"stem": f"<p>Câu hỏi {index}</p>"})
    exam = create_exam(SYSTEM, details(place.id, code=f"KT-{next(_numbers)}", **known))
    line = LinePlan(None, None, "single_choice", count, Decimal("0.5"))
    save_part(SYSTEM, exam, None, PartDetails("TN", "Trắc nghiệm", bank.id, Decimal(50), (line,)))
    return exam


def forms(exam: Exam) -> list[Form]:
    return list(session.scalars(select(Form).where(Form.exam_id == exam.id).order_by(Form.code)))


def opened(form: Form) -> dict[str, Any]:
    """The document as a candidate's page opens it."""
    data = sealing.unseal(session.get_one(FormKey, form.id).cipher_key, storage.get(form.stored_name))
    assert name_of(data) == form.document_sha256
    document: dict[str, Any] = json.loads(data)
    return document


def test_every_form_is_drawn_whole_and_named_by_its_hash(app: Flask) -> None:
    exam = planned()
    seal_paper(SYSTEM, exam)
    assert exam.state == ExamState.SEALED
    assert [form.code for form in forms(exam)] == ["101", "102"]
    for form in forms(exam):
        questions = opened(form)["parts"][0]["questions"]
        assert [question["number"] for question in questions] == [1, 2, 3]
        assert {question["points"] for question in questions} == {"0.5"}


def test_forms_share_no_question_while_the_bank_is_rich_enough(app: Flask) -> None:
    exam = planned(count=3, questions=6)
    seal_paper(SYSTEM, exam)
    used = session.scalars(select(FormQuestion.revision_id).where(FormQuestion.form_id.in_([form.id for form in forms(exam)]))).all()
    assert len(used) == len(set(used)) == 6


def test_the_document_holds_no_key_and_its_ciphertext_no_question(app: Flask) -> None:
    exam = planned()
    seal_paper(SYSTEM, exam)
    form = forms(exam)[0]
    document = json.dumps(opened(form), ensure_ascii=False)
    assert SECRET not in document
    assert '"right"' not in document
    assert "Câu hỏi".encode() not in storage.get(form.stored_name)


def test_the_key_sheet_names_the_letter_in_the_forms_own_order(app: Flask) -> None:
    exam = planned()
    seal_paper(SYSTEM, exam)
    for form in forms(exam):
        answers = session.get_one(FormKey, form.id).answers
        for question in opened(form)["parts"][0]["questions"]:
            right = [option["id"] for option in question["body"]["options"]].index("b")
            assert answers[str(question["number"])] == "ABCD"[right]


def test_pictures_travel_inside_the_document(app: Flask) -> None:
    exam = planned(count=1, questions=0, forms_count=1)
    name = add_media(SYSTEM, PNG)
    bank = session.get_one(Exam, exam.id).parts[0].bank_id
    new_question(_bank(bank), single() | {"stem": f'<p>Hình <img src="media:{name}" alt="x"></p>'})
    seal_paper(SYSTEM, exam)
    stem = opened(forms(exam)[0])["parts"][0]["questions"][0]["stem"]
    assert 'src="data:image/png;base64,' in stem
    assert "/media/" not in stem


def _bank(bank_id: int) -> Any:
    from question_bank import api

    return api.bank(bank_id)


def test_candidates_get_the_forms_in_turn(app: Flask) -> None:
    exam = planned()
    register_candidates(SYSTEM, exam, people(3))
    seal_paper(SYSTEM, exam)
    given = session.scalars(select(Candidate.form_id).where(Candidate.exam_id == exam.id).order_by(Candidate.number)).all()
    first, second = (form.id for form in forms(exam))
    assert given == [first, second, first]


def test_a_short_bank_is_named_and_nothing_is_sealed(app: Flask) -> None:
    exam = planned(count=9, questions=4)
    with pytest.raises(Invalid) as refused:
        seal_paper(SYSTEM, exam)
    assert "cần 9 câu, chỉ rút được 4" in str(refused.value)
    assert exam.state == ExamState.DRAFT
    assert forms(exam) == []


def test_an_empty_plan_is_not_sealed(app: Flask) -> None:
    exam = create_exam(SYSTEM, details(new_organisation().id))
    with pytest.raises(Invalid):
        seal_paper(SYSTEM, exam)


def test_an_exam_that_is_over_is_not_sealed(app: Flask) -> None:
    exam = planned()
    exam.closes_at = clock.now() - timedelta(seconds=1)
    with pytest.raises(Conflict):
        seal_paper(SYSTEM, exam)


def test_sealing_twice_is_refused(app: Flask) -> None:
    exam = planned()
    seal_paper(SYSTEM, exam)
    with pytest.raises(Conflict):
        seal_paper(SYSTEM, exam)


def test_unsealing_destroys_the_forms_and_another_sealing_draws_anew(app: Flask) -> None:
    exam = planned(count=3, questions=30)
    register_candidates(SYSTEM, exam, people(1))
    seal_paper(SYSTEM, exam)
    before = {form.document_sha256 for form in forms(exam)}
    unseal_paper(SYSTEM, exam, "Sửa ma trận")
    assert exam.state == ExamState.DRAFT
    assert forms(exam) == []
    assert session.scalar(select(func.count()).select_from(FormKey)) == 0
    seal_paper(SYSTEM, exam)
    assert before.isdisjoint(form.document_sha256 for form in forms(exam))


def test_a_paper_that_may_have_been_fetched_stays_sealed(app: Flask) -> None:
    exam = planned()
    seal_paper(SYSTEM, exam)
    exam.opens_at = clock.now() + timedelta(seconds=exam.early_download_seconds)
    with pytest.raises(Conflict):
        unseal_paper(SYSTEM, exam, "Muộn rồi")


def test_a_missing_picture_is_named_and_nothing_is_sealed(app: Flask) -> None:
    exam = planned(count=1, questions=0)
    bank = bank_of(exam.parts[0].bank_id)
    assert bank is not None
    question = new_question(bank, single() | {"stem": '<p>Xem hình <img src="media:khong-co.png" alt="Hình"></p>'})
    with pytest.raises(Invalid) as refused:
        seal_paper(SYSTEM, exam)
    assert question.ref in str(refused.value)
    assert "khong-co.png" in str(refused.value)
    assert exam.state == ExamState.DRAFT

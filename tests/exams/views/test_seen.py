"""Where a question stands in exams, who had it, and what a council learns of a suspected leak: each no more than they may know."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import Notification
from core.actor import SYSTEM, Actor
from core.db import session, transaction
from core.permissions import Permission as P
from exams.models import Exam, Form, FormQuestion
from exams.operations.note_uses import note_uses
from exams.operations.seal_paper import seal_paper
from exams.queries.uses import uses_in_exams
from question_bank import api as question_bank
from question_bank.models import Question, Revision
from question_bank.operations.suspect_leak import suspect_leak
from question_bank.queries.readers import reader_count
from tests.exams.operations.test_seal_paper import planned
from tests.support.actors import actor_with
from tests.support.counting import Count
from tests.support.marking import held_exam, sat
from tests.support.people import person_with, sign_in_as
from tests.support.sittings import ReadyExam

pytestmark = pytest.mark.usefixtures("clock")
HOUR = 3600


@pytest.fixture
def held(app: Flask) -> ReadyExam:
    """An open exam; both its candidates have sat."""
    exam = held_exam(candidates=2)
    for index in range(2):
        sat(exam, index)
    return exam


def first_question(exam_id: int) -> Question:
    held = select(Question).join(Revision, Revision.question_id == Question.id).join(FormQuestion, FormQuestion.revision_id == Revision.id)
    return session.scalars(held.join(Form).where(Form.exam_id == exam_id).order_by(FormQuestion.number).limit(1)).one()


def uses(actor: Actor, question: Question) -> list[question_bank.Use]:
    return uses_in_exams(actor, question.id, question_bank.revision_ids_of(question.id))


def test_a_plan_that_may_draw_a_question_is_told_to_who_prepares_it(app: Flask) -> None:
    exam = planned()
    question = session.scalars(select(Question).where(Question.kind == "single_choice").limit(1)).one()
    [use] = uses(actor_with(P.EXAMS_PREPARE, path=exam.organisation_path), question)
    assert use.url == f"/exams/{exam.id}/plan" and "đang soạn" in str(use.state) and use.people is None
    assert uses(actor_with(P.EXAMS_VIEW, P.BANK_VIEW), question) == []
    question.kind = "essay"
    session.flush()
    assert uses(actor_with(P.EXAMS_PREPARE), question) == []


def test_until_an_exam_is_over_only_who_keeps_its_paper_knows_what_stands_in_it(held: ReadyExam, clock: time_machine.Coordinates) -> None:
    question, keeper, reader = first_question(held.id), actor_with(P.EXAMS_SEAL), actor_with(P.EXAMS_VIEW, P.EXAMS_CANDIDATES, P.BANK_WRITE)
    [use] = uses(keeper, question)
    assert use.is_sealed and use.url == f"/exams/{held.id}" and use.people_url is None
    assert uses(reader, question) == [] == uses(actor_with(P.BANK_VIEW), question)
    clock.shift(2 * HOUR)
    [use] = uses(reader, question)
    assert (use.is_sealed, use.people, use.people_url) == (False, 2, f"/exams/{held.id}/seen/{question.id}")
    [stranger] = uses(actor_with(P.BANK_VIEW), question)
    assert (stranger.url, stranger.people_url, stranger.people) == (None, None, 2) and "thử tốt nghiệp" not in str(stranger.title)


def test_names_of_candidates_are_for_those_who_hold_the_list_and_only_afterwards(
    held: ReadyExam, client: FlaskClient, clock: time_machine.Coordinates, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    address = f"/exams/{held.id}/seen/{first_question(held.id).id}"
    sign_in_as(client, "secretary", exam_id=held.id)
    assert client.get(address).status_code == 403
    clock.shift(2 * HOUR)
    with queries() as count:
        page = client.get(address).text
    assert "Trần Thị Bình 1" in page and "Trần Thị Bình 2" in page and count.n <= 9, count
    assert "Chưa ai gặp câu này" in client.get(f"/exams/{held.id}/seen/999999").text
    sign_in_as(client, "teacher")
    assert client.get(address).status_code == 403


def test_exposure_is_counted_once_when_the_window_has_closed(held: ReadyExam, clock: time_machine.Coordinates) -> None:
    question = first_question(held.id)
    assert (note_uses(), question.exposures) == (0, 0)
    clock.shift(2 * HOUR)
    assert (note_uses(), note_uses()) == (1, 0)
    session.refresh(question)
    assert question.exposures == 2 and question.last_used_at is not None


@pytest.fixture
def sealed(app: Flask) -> Exam:
    with transaction():
        exam = planned()
        seal_paper(SYSTEM, exam)
    return exam


def test_a_leak_in_a_sealed_paper_names_the_question_to_its_keeper_alone(sealed: Exam, client: FlaskClient) -> None:
    chair, secretary = (person_with(role, exam_id=sealed.id) for role in ("council_chair", "secretary"))
    question = first_question(sealed.id)
    with transaction():
        suspect_leak(SYSTEM, question.id, "Thấy trên mạng")
    found = select(Notification).where(Notification.kind == "exams.leak_suspected")
    told = {each.person_id: (each.url, question.ref in each.arguments.values()) for each in session.scalars(found)}
    assert told == {chair: (f"/exams/{sealed.id}/paper", True), secretary: (f"/exams/{sealed.id}", False)}
    sign_in_as(client, person_id=secretary)
    page = client.get(f"/exams/{sealed.id}").text
    assert "1 câu bị nghi lộ" in page and "báo người giữ đề" in page and question.ref not in page
    sign_in_as(client, person_id=chair)
    assert f"/exams/{sealed.id}/paper" in client.get(f"/exams/{sealed.id}").text
    page = client.get(f"/exams/{sealed.id}/paper").text
    assert question.ref in page and "Thấy trên mạng" in page
    sign_in_as(client, "invigilator", exam_id=sealed.id)
    assert "nghi lộ" not in client.get(f"/exams/{sealed.id}").text


def test_who_opens_a_form_or_the_keys_has_read_its_questions(sealed: Exam, client: FlaskClient) -> None:
    question, form = first_question(sealed.id), session.scalars(select(Form).where(Form.exam_id == sealed.id).order_by(Form.code)).first()
    assert form is not None and reader_count(question.id) == 0
    sign_in_as(client, "council_chair", exam_id=sealed.id)
    client.get(f"/exams/{sealed.id}/paper/{form.id}")
    assert reader_count(question.id) == 1
    sign_in_as(client, "council_chair", exam_id=sealed.id)
    client.get(f"/exams/{sealed.id}/paper/keys")
    assert reader_count(question.id) == 2

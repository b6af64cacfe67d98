"""Exams that ask variants and programmes: each form its own numbers from the seal to the result, programmes run after the hand-in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal as D
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core import sandbox
from core.actor import SYSTEM
from core.db import session, transaction
from core.jobs.worker import run_all_jobs
from exams.models import AnswerMark, Exam, ExamState, Form, FormKey, FormQuestion, MarkState, Score
from exams.operations.create_exam import create_exam
from exams.operations.save_part import LinePlan, PartDetails, save_part
from exams.operations.seal_paper import seal_paper
from question_bank.kinds import programs
from tests.exams.operations.test_create_exam import details
from tests.exams.operations.test_seal_paper import opened
from tests.question_bank.kinds.contents import parameterised, program
from tests.support.marking import mark_of, marked
from tests.support.people import sign_in_as
from tests.support.questions import new_bank, new_organisation, new_question
from tests.support.sittings import Page, ready_exam

SQUARE = {"text": "print(int(input()) ** 2)"}
HALF = {"text": "n = int(input())\nprint(n * n if n > 0 else 0)"}


@pytest.fixture
def walls() -> None:
    if (reason := programs.why_not("python")) is not None:
        pytest.skip(f"no sandbox on this machine, nothing is run: {reason}")


@pytest.fixture
def no_walls(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PATH", "/nowhere")
    sandbox.why_not.cache_clear()
    yield
    sandbox.why_not.cache_clear()


@pytest.fixture
def page(app: Flask, client: FlaskClient) -> Page:
    app.config["WTF_CSRF_ENABLED"] = False
    exam = ready_exam(questions=[("code", program([("3", "9"), ("-4123", "16999129")]))])
    sign_in_as(client, person_id=exam.person_ids[0])
    return Page.start(client, exam.id)


def sealed_variants() -> Exam:
    bank = new_bank(new_organisation().id)
    for asks in ("numerical", "single_choice"):
        new_question(bank, parameterised(asks), kind="parameterised")
    exam = create_exam(SYSTEM, details(bank.organisation_id, code=f"{bank.code}-BT", forms_count=4))
    line = LinePlan(None, None, "parameterised", 2, D(1))
    save_part(SYSTEM, exam, None, PartDetails("TS", "Tham số", bank.id, D(0), (line,)))
    seal_paper(SYSTEM, exam)
    return exam


def right_of(kept: FormQuestion, contents: dict[str, Any]) -> str:
    """What the key says of the variant that the form's order names first."""
    assert kept.order is not None
    name = next(each for each in kept.order if each.startswith("v"))
    key = next(row["key"] for row in contents["key"]["variants"] if row["id"] == name)
    return str(key.get("right") or key["accepted"][0]["value"])


def test_each_form_prints_and_keys_the_variant_of_its_order(app: Flask) -> None:
    exam = sealed_variants()
    asked = set()
    for form in session.scalars(select(Form).where(Form.exam_id == exam.id)):
        for printed in opened(form)["parts"][0]["questions"]:
            kept = session.get_one(FormQuestion, (form.id, printed["number"]))
            content = parameterised(printed["kind"])
            variant = next(
                row for row in content["body"]["variants"] if row["id"] in (kept.order or ())[:9] and row["stem"] == printed["stem"]
            )
            key = session.get_one(FormKey, form.id).answers[str(kept.number)]
            options = [row["id"] for row in printed["body"].get("options", ())]
            right = right_of(kept, content)
            assert key == ("ABC"[options.index(right)] if options else right)
            assert "variants" not in str(printed)
            asked.add((printed["kind"], variant["id"]))
    assert len(asked) > 2


def test_the_mark_and_the_result_are_of_the_variant_that_was_asked(app: Flask) -> None:
    content = parameterised()
    exam = ready_exam(questions=[("parameterised", content)], opens_in=-3600)
    with transaction():
        session.scalars(select(FormQuestion).where(FormQuestion.form_id == exam.form_id)).one().order = ["v3", "v1", "v2", "v4", "v5"]
    right = content["key"]["variants"][2]["key"]["accepted"][0]["value"]
    mark = mark_of(marked(exam, answers={1: right}), 1)
    assert (mark.state, mark.points) == (MarkState.AUTOMATIC, D("0.25"))
    assert mark.parts[0]["right"] == right


def test_a_programme_is_run_by_a_job_after_the_hand_in_and_that_is_the_mark(walls: None, page: Page) -> None:
    page.save(1, HALF)
    page.hand_in()
    assert run_all_jobs() >= 2
    session.rollback()
    mark = mark_of(page.id, 1)
    assert (mark.state, mark.points) == (MarkState.AUTOMATIC, D("0.125"))
    assert session.get_one(Score, page.id).is_complete


@pytest.mark.parametrize("shows_key", [False, True])
def test_the_candidate_reads_what_came_of_each_test_and_its_words_only_with_the_key(
    walls: None, page: Page, client: FlaskClient, shows_key: bool
) -> None:
    page.save(1, HALF)
    page.hand_in()
    run_all_jobs()
    with transaction():
        exam = session.get_one(Exam, session.scalars(select(AnswerMark.exam_id).where(AnswerMark.sitting_id == page.id)).one())
        exam.shows_key, exam.state, exam.released_at = shows_key, ExamState.RELEASED, exam.opens_at
    told = client.get(f"/my/results/{exam.id}").text
    assert "Bài thử 1" in told and "sai kết quả" in told
    assert ("16999129" in told) is shows_key


def test_without_a_sandbox_the_answer_waits_for_a_marker_who_is_told_why(no_walls: None, page: Page, client: FlaskClient) -> None:
    page.save(1, SQUARE)
    page.hand_in()
    run_all_jobs()
    session.rollback()
    mark = mark_of(page.id, 1)
    assert (mark.state, mark.points) == (MarkState.WAITING, None)
    sign_in_as(client, "administrator")
    told = client.get(f"/exams/{mark.exam_id}/marking/{mark.id}").text
    assert "bubblewrap" in told and "print(int(input()) ** 2)" in told


def try_out(client: FlaskClient, page: Page, **body: object) -> Any:
    session.rollback()
    exam_id = session.scalars(select(Form.exam_id).join(FormQuestion).limit(1).order_by(Form.id.desc())).one()
    session.rollback()
    return client.post(f"/sit/{exam_id}/try", json={"number": 1, **SQUARE, **body})


def test_a_programme_is_tried_over_the_examples_and_marks_nothing(walls: None, page: Page, client: FlaskClient) -> None:
    answer = try_out(client, page)
    assert answer.json == {"outcomes": [{"verdict": "right", "label": "đúng", "said": "4"}]}
    assert try_out(client, page, text=" ").json == {"outcomes": []}
    assert page.seq == 0


def test_what_cannot_be_tried_is_refused_with_words(page: Page, client: FlaskClient) -> None:
    assert try_out(client, page, number=9).status_code == 404
    assert try_out(client, page, number="1").status_code == 422
    assert try_out(client, page, text=5).status_code == 422
    page.hand_in()
    assert try_out(client, page).status_code == 409


def test_where_nothing_is_run_a_try_says_why(no_walls: None, page: Page, client: FlaskClient) -> None:
    answer = try_out(client, page)
    assert answer.status_code == 409 and "bubblewrap" in answer.text

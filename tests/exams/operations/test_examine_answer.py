"""Examining after the hand-in: a proposal waits for a person, a final finding is the mark, and no file harms anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal as D

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from core import storage
from core.actor import SYSTEM
from core.db import session, transaction
from core.jobs.models import Job
from core.jobs.worker import run_all_jobs
from exams.models import AnswerMark, HandedFile, MarkState, Score
from exams.operations.examine_answer import EXAMINE, examine_answer
from exams.operations.mark_by_person import mark_by_person
from exams.operations.mark_sitting import mark_sitting
from question_bank.kinds.contract import Content, Files, Finding
from question_bank.kinds.office_practical import OfficePractical
from tests.question_bank.rules.office import built
from tests.support.handing import answer_of, bring, file_exam, handed_in
from tests.support.marking import mark_of
from tests.support.people import sign_in_as
from tests.support.sittings import Page


@pytest.fixture
def page(app: Flask, client: FlaskClient) -> Page:
    exam = file_exam()
    sign_in_as(client, person_id=exam.person_ids[0])
    return Page.start(client, exam.id)


@pytest.fixture
def final(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Findings that need nobody, as those of programmes."""
    found = OfficePractical.examine

    def examine(self: OfficePractical, content: Content, answer: object, files: Files, *, within: int) -> Finding:
        return replace(found(self, content, answer, files, within=within), is_final=True)

    monkeypatch.setattr(OfficePractical, "examine", examine)
    yield


def fresh(page: Page, number: int = 1) -> AnswerMark:
    session.rollback()
    return mark_of(page.id, number)


def test_what_the_rules_find_is_a_proposal_and_no_mark(page: Page) -> None:
    handed_in(page)
    mark = fresh(page)
    assert (mark.state, mark.points) == (MarkState.WAITING, None)
    assert mark.proposal is not None and (mark.proposal["fraction"], mark.proposal["is_final"]) == ("0.6", False)
    assert [(part["id"], part["ok"]) for part in mark.parts] == [("1", True), ("2", False)]
    assert not session.get_one(Score, page.id).is_complete
    assert fresh(page, 2).points == 0  # nothing was handed in for the other question: nobody has to look


def test_a_final_finding_is_the_mark(page: Page, final: None) -> None:
    handed_in(page)
    mark = fresh(page)
    assert (mark.state, mark.points) == (MarkState.AUTOMATIC, D("0.15"))
    assert session.get_one(Score, page.id).is_complete


def test_a_file_that_was_never_acknowledged_is_no_answer(page: Page) -> None:
    page.save(1, answer_of(built.word()))
    page.hand_in()
    run_all_jobs()
    mark = fresh(page)
    assert (mark.answer, mark.points, mark.state, mark.proposal) == (None, D(0), MarkState.AUTOMATIC, None)


def test_a_file_of_another_question_is_no_answer(page: Page) -> None:
    data = built.word()
    bring(page, data, number=2)
    page.save(1, answer_of(data))
    page.hand_in()
    run_all_jobs()
    assert fresh(page).answer is None


def test_a_hostile_file_gives_a_finding_and_no_failure(page: Page) -> None:
    handed_in(page, lambda: built.rezipped(built.word(), lambda name, data: data[: len(data) // 2]))
    mark = fresh(page)
    assert mark.proposal is not None and mark.proposal["fraction"] == "0"
    assert "không mở được" in mark.proposal["reason"]["msgid"]
    assert session.scalars(select(Job.state).where(Job.kind == EXAMINE)).all() == ["done"]


def test_a_file_that_is_gone_is_tried_again_and_then_waits_for_a_person(page: Page) -> None:
    data = built.word()
    bring(page, data)
    page.save(1, answer_of(data))
    page.hand_in()
    stored = session.scalars(select(HandedFile.stored)).one()
    storage.delete(stored)
    run_all_jobs()
    session.rollback()
    job = session.scalars(select(Job).where(Job.kind == EXAMINE)).one()
    assert (job.state, job.attempts) == ("queued", 1)
    session.rollback()
    storage.store().put(stored, data)
    examine_answer(fresh(page).id, 60)
    assert fresh(page).proposal is not None


def test_a_person_who_was_quicker_is_right(page: Page) -> None:
    handed_in(page)
    mark_id = fresh(page).id
    with transaction():
        mark_by_person(SYSTEM, mark_of(page.id, 1), D("0.2"), "")
        mark_of(page.id, 1).proposal = None
    examine_answer(mark_id, 60)
    assert (fresh(page).points, fresh(page).proposal) == (D("0.2"), None)


def test_marking_again_examines_again(page: Page) -> None:
    handed_in(page)
    with transaction():
        mark_sitting(page.id)
    assert fresh(page).proposal is None
    run_all_jobs()
    assert fresh(page).proposal is not None

"""Many questions changed at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from core.actor import SYSTEM, Actor
from core.db import session, transaction
from core.errors import Conflict, Invalid, NotAllowed
from core.jobs.worker import run_all_jobs
from core.models import AuditRecord
from core.permissions import Permission as P
from question_bank.models import BulkRun, Question, State
from question_bank.operations import change_questions as module
from question_bank.operations.change_questions import ask_for_change, change_questions, plan_change
from question_bank.operations.save_question import Draft, save_question
from question_bank.queries.library import found_by
from question_bank.rules.bulk import Act, Change, Label
from question_bank.rules.filter import Filter
from tests.support.questions import choice_content, new_bank, new_levels, new_question, new_topic


def found(bank_id: int, **asked: str) -> list[int]:
    return list(session.scalars(found_by(bank_id, Filter(**asked))))


def test_what_was_looked_at_is_done_told_and_found(app: Flask) -> None:
    new_levels()
    topic = new_topic("T.1")
    bank = new_bank()
    ids = [new_question(bank, ref=ref, tags=("cũ",)).id for ref in "AB"] + [new_question(bank, ref="C", state=State.RETIRED).id]
    change = Change(topic=Label(topic.id), level=Label("TH"), add_tags=("mới",), remove_tags=("CU",), act=Act.DRAFT)
    effects, digest = plan_change(SYSTEM, bank, ids, change)
    assert [bool(each.reason) for each in effects] == [False, False, True]
    run = ask_for_change(SYSTEM, bank, ids, change, digest)
    assert run.done_at is not None and (run.report["changed"], run.report["refused"]) == (2, 1)
    question = session.get_one(Question, ids[0])
    assert (question.topic_id, question.level, question.tags, question.state) == (topic.id, "TH", ["mới"], "draft")
    assert found(bank.id, topic="T.1", level="TH", tag="moi", state="draft") == ids[:2] and found(bank.id, tag="cu") == []
    acts = [record.act for record in session.scalars(select(AuditRecord).order_by(AuditRecord.id))]
    assert acts[-2:] == ["question_bank.bulk_asked", "question_bank.bulk_changed"]


def test_a_question_changed_in_between_stops_the_change(app: Flask) -> None:
    bank = new_bank()
    question = new_question(bank)
    change = Change(act=Act.RETIRE)
    _, digest = plan_change(SYSTEM, bank, [question.id], change)
    save_question(SYSTEM, bank.id, Draft("single_choice", choice_content("<p>Khác</p>")), question)
    with pytest.raises(Conflict):
        ask_for_change(SYSTEM, bank, [question.id], change, digest)
    with pytest.raises(Conflict):
        ask_for_change(SYSTEM, bank, [question.id], Change(act=Act.DRAFT), plan_change(SYSTEM, bank, [question.id], change)[1])
    assert question.state == "ready" and session.query(BulkRun).count() == 0


def test_many_are_changed_by_a_job_that_goes_on_where_it_stopped(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)
    monkeypatch.setattr(module, "STEP", 2)
    bank = new_bank()
    ids = [new_question(bank).id for _ in range(5)]
    change = Change(act=Act.RETIRE)
    with transaction():
        run = ask_for_change(SYSTEM, bank, ids, change, plan_change(SYSTEM, bank, ids, change)[1])
    assert run.job_id is not None and run.done_at is None

    def stopped(done: int, of: int) -> None:
        session.commit()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        change_questions(SYSTEM, run.id, stopped)
    assert len(found(bank.id, state="retired")) == 2
    run_all_jobs()
    session.expire_all()
    assert sorted(found(bank.id, state="retired")) == ids and session.get_one(BulkRun, run.id).report["changed"] == 5


def test_drafts_are_handed_in_where_the_bank_has_reviewers(app: Flask) -> None:
    bank = new_bank()
    ids = [new_question(bank, state=State.DRAFT).id]
    session.get_one(Question, ids[0]).bank.needs_review = True
    session.flush()
    bank = type(bank)(**{**vars(bank), "needs_review": True})
    change = Change(act=Act.SUBMIT)
    ask_for_change(SYSTEM, bank, ids, change, plan_change(SYSTEM, bank, ids, change)[1])
    assert session.get_one(Question, ids[0]).state == "review" and found(bank.id, state="review") == ids


def test_who_only_reads_nothing_asked_none_chosen_and_too_many_are_refused(
    app: Flask, actor_with: Callable[..., Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = new_bank()
    ids = [new_question(bank).id, new_question(bank).id]
    with pytest.raises(NotAllowed):
        plan_change(actor_with(P.BANK_VIEW, path=bank.organisation_path), bank, ids, Change(act=Act.RETIRE))
    monkeypatch.setattr(module, "MOST", 1)
    for chosen, change in ((ids, Change(act=Act.RETIRE)), ([], Change(act=Act.RETIRE)), (ids[:1], Change())):
        with pytest.raises(Invalid):
            plan_change(SYSTEM, bank, chosen, change)

"""Labels of approved questions wait for another person as wordings do; whoever brought a question is an author of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.actor import SYSTEM, Actor
from core.db import session
from core.errors import Conflict, NotAllowed
from core.jobs.api import unwatched
from curriculum.models import Topic
from question_bank.models import ImportRun, Question, Revision, RunState, State
from question_bank.operations.apply_import import apply_import, ask_to_apply
from question_bank.operations.change_questions import ask_for_change, plan_change
from question_bank.operations.decide_question import approve_question
from question_bank.operations.fix_item import fix_item
from question_bank.operations.read_import import NewImport, start_import
from question_bank.operations.retire_question import restore_question, retire_question
from question_bank.operations.save_question import Draft, save_question
from question_bank.queries.pools import PoolRule, pool
from question_bank.queries.questions import question_by_ref
from question_bank.queries.review import authors_of
from question_bank.rules.bulk import Act, Change, Label
from question_bank.rules.fixes import Fix
from question_bank.rules.life import Labels
from tests.support.questions import choice_content, new_bank, new_levels, new_question, new_topic
from tests.support.reviewing import Desk, digest, new_desk

STEM = "<p>Một cộng một bằng mấy?</p>"
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def desk(app: Flask) -> Desk:
    new_levels()
    return new_desk()


@pytest.fixture
def topic(app: Flask) -> Topic:
    return new_topic("T.1")


def written(desk: Desk, question: Question | None, by: Actor | None = None, **said: Any) -> Question:
    draft = replace(Draft("single_choice", choice_content(STEM), state=State.REVIEW), **said)
    return save_question(by or desk.writer, desk.bank.id, draft, question).question


def in_bulk(desk: Desk, change: Change, *questions: Question, by: Actor | None = None) -> None:
    ids, actor = [each.id for each in questions], by or desk.writer
    ask_for_change(actor, desk.bank, ids, change, plan_change(actor, desk.bank, ids, change)[1])


def drawn_as(desk: Desk, level: str) -> list[int]:
    return [number for number, _ in pool(desk.bank.id, PoolRule(level=level))]


def test_a_new_level_is_drawn_once_another_has_approved_it(desk: Desk, topic: Topic) -> None:
    question = desk.approve(written(desk, None, level="NB", topic_code="T.1"))
    drawn = question.current_revision_id
    written(desk, question, level="VD", topic_code="T.1")
    assert question.labels == Labels(topic.id, None, "NB") and question.proposed == Labels(topic.id, None, "VD")
    assert drawn_as(desk, "NB") == [question.id] and drawn_as(desk, "VD") == [] and question.submitted_at is not None
    with pytest.raises(NotAllowed):
        desk.approve(question, by=desk.writer)
    desk.approve(question)
    assert drawn_as(desk, "VD") == [question.id] and question.pending is None
    assert question.current_revision_id == drawn, "the same words keep their figures"


def test_the_approved_labels_again_end_the_waiting_and_tags_never_wait(desk: Desk, topic: Topic) -> None:
    question = desk.approve(written(desk, None, level="NB"))
    written(desk, question, level="TH", tags=("mới",))
    assert question.pending is not None and question.tags == ["mới"]
    written(desk, question, level="NB", tags=("mới", "hay"))
    assert (question.pending, question.submitted_at, question.tags) == (None, None, ["mới", "hay"])
    assert desk.approve(written(desk, question, level="NB", topic_code="T.1")).topic_id == topic.id


def test_words_and_labels_that_wait_together_are_approved_together(desk: Desk, topic: Topic) -> None:
    question = desk.approve(written(desk, None, level="NB"))
    written(desk, question, level="VD")
    desk.rewrite(question, "<p>Lời mới, không còn mức độ</p>")
    assert question.proposed.level is None and question.level == "NB"
    in_bulk(desk, Change(level=Label("TH")), question)
    assert question.proposed.level == "TH" and desk.approve(question).level == "TH" and "Lời mới" in question.preview


def test_what_was_relabelled_since_it_was_read_is_not_approved(desk: Desk, topic: Topic) -> None:
    waiting, approved = written(desk, None, level="NB"), desk.approve(written(desk, None, level="NB"))
    written(desk, approved, level="TH")
    read = [digest(waiting), digest(approved)]
    in_bulk(desk, Change(topic=Label(topic.id)), waiting, approved)
    assert waiting.submitted_at is not None and approved.submitted_at is not None, "what waits goes on waiting"
    for question, seen in zip((waiting, approved), read, strict=True):
        with pytest.raises(Conflict, match="vừa được sửa"):
            approve_question(desk.judge, question.id, seen)


def test_who_relabels_a_draft_a_waiting_or_a_retired_question_is_an_author(desk: Desk, topic: Topic) -> None:
    draft, retired = written(desk, None, state=State.DRAFT), desk.approved()
    retire_question(desk.judge, retired)
    restore_question(desk.judge, retired)
    in_bulk(desk, Change(level=Label("TH")), draft, retired, by=desk.judge)
    desk.submit(draft, retired)
    for question in (draft, retired):
        assert desk.judge.person_id in authors_of(question)
        with pytest.raises(NotAllowed):
            desk.approve(question)
        assert desk.approve(question, by=desk.another("manager")).level == "TH"
        assert desk.judge.person_id not in authors_of(desk.rewrite(question, "<p>Lần sau</p>")), "an approval ends it"


def test_many_labels_are_told_to_wait_and_handed_in_at_once(desk: Desk, topic: Topic) -> None:
    question, same = desk.approved(), desk.approve(written(desk, None, level="VD"))
    change = Change(level=Label("VD"), act=Act.SUBMIT)
    effects, _ = plan_change(desk.writer, desk.bank, [question.id], change)
    assert [(each.waits, each.moves) for each in effects] == [(True, ("level", "state"))]
    in_bulk(desk, change, question, same)
    assert question.level is None and question.submitted_at is not None and same.submitted_at is None
    in_bulk(desk, Change(level=Label(None)), question)
    assert (question.pending, question.submitted_at) == (None, None), "nothing is left to approve"
    in_bulk(desk, Change(level=Label("TH"), act=Act.RETIRE), question)
    assert (question.state, question.level) == (State.RETIRED, "TH"), "nothing draws it"


def test_a_bank_without_review_labels_at_once_and_writes_no_wording(desk: Desk, topic: Topic) -> None:
    bank = new_bank()
    question, change = new_question(bank), Change(level=Label("VD"))
    _, seen = plan_change(SYSTEM, bank, [question.id], change)
    ask_for_change(SYSTEM, bank, [question.id], change, seen)
    wordings = session.scalars(select(Revision).where(Revision.question_id == question.id)).all()
    assert question.level == "VD" and len(wordings) == 1


def brought(desk: Desk, by: Actor, stem: str = STEM) -> ImportRun:
    rows = [{"kind": "single_choice", "ref": "N1", "content": choice_content(stem)}]
    return start_import(by, desk.bank.id, NewImport("cau.json", json.dumps(rows).encode(), "json"))


def test_neither_who_brought_a_file_nor_who_applied_it_nor_who_mended_it_approves(desk: Desk) -> None:
    other, mender = desk.another("manager"), desk.another("manager")
    run = brought(desk, desk.judge)
    fix_item(mender, run.id, 1, Fix("right", "a"))
    ask_to_apply(other, run)
    question = question_by_ref(desk.bank.id, "N1")
    assert run.state == RunState.DONE and question is not None and question.state == State.DRAFT
    assert authors_of(question) == {desk.judge.person_id, other.person_id, mender.person_id}
    desk.submit(question)
    for hand in (desk.judge, other, mender):
        with pytest.raises(NotAllowed):
            desk.approve(question, by=hand)
    assert desk.approve(question, by=desk.another("manager")).state == State.READY


def test_who_brought_the_next_wording_does_not_approve_it(desk: Desk) -> None:
    first = brought(desk, desk.writer)
    apply_import(desk.writer, first.id, unwatched)
    question = question_by_ref(desk.bank.id, "N1")
    assert question is not None
    desk.submit(question)
    desk.approve(question)
    run = brought(desk, desk.judge, "<p>Sửa qua tệp</p>")
    apply_import(desk.writer, run.id, unwatched)
    desk.submit(question)
    with pytest.raises(NotAllowed):
        desk.approve(question)
    wordings = session.scalars(select(Revision).where(Revision.question_id == question.id).order_by(Revision.number))
    assert [each.also_by for each in wordings] == [[desk.writer.person_id], [desk.judge.person_id]]

"""Writing questions."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.actor import SYSTEM
from core.audit import AuditRecord
from core.db import session
from core.errors import Conflict, Invalid
from question_bank.models import Revision, State
from question_bank.operations.retire_question import restore_question, retire_question
from question_bank.operations.save_question import Draft, save_question
from tests.support.questions import choice_content, new_bank, new_levels, new_outcome, new_question, new_topic


def revisions(question_id: int) -> int:
    return session.scalar(select(func.count()).where(Revision.question_id == question_id)) or 0


def test_a_new_question_takes_the_next_free_ref(app: Flask) -> None:
    bank = new_bank()
    refs = [new_question(bank).ref, new_question(bank, ref="C0003").ref, new_question(bank).ref]
    assert refs == ["C0001", "C0003", "C0004"]


def test_changed_words_make_a_revision_and_the_old_one_stays(app: Flask) -> None:
    question = new_question(new_bank())
    first = question.current
    saved = save_question(SYSTEM, question.bank_id, Draft("single_choice", choice_content("<p>Khác</p>")), question)
    assert saved.outcome == "revised" and question.current is not None and question.current.number == 2
    assert first is not None and first.content == choice_content()
    assert question.preview == "Khác"


def test_the_same_words_make_no_revision(app: Flask) -> None:
    question = new_question(new_bank())
    assert save_question(SYSTEM, question.bank_id, Draft("single_choice", choice_content()), question).outcome == "same"
    assert revisions(question.id) == 1


def test_new_tags_alone_make_no_revision(app: Flask) -> None:
    new_levels()
    topic, question = new_topic("T.1"), new_question(new_bank())
    draft = Draft("single_choice", choice_content(), topic_code="T.1", level="NB", tags=("hay",))
    assert save_question(SYSTEM, question.bank_id, draft, question).outcome == "retagged"
    assert (question.topic_id, question.level, question.tags) == (topic.id, "NB", ["hay"])
    assert revisions(question.id) == 1


def test_a_faulty_content_is_refused_at_its_places(app: Flask) -> None:
    bank = new_bank()
    faulty = {"stem": "", "body": {"options": [{"id": "a", "text": "1"}, {"id": "b", "text": ""}]}, "key": {}, "explanation": ""}
    with pytest.raises(Invalid) as refused:
        save_question(SYSTEM, bank.id, Draft("single_choice", faulty, topic_code="KHONG", level="X"))
    assert {"stem", "body.options.1.text", "key.right", "topic", "level"} <= set(refused.value.fields)


def test_a_ref_is_used_once_in_a_bank_but_again_in_another(app: Flask) -> None:
    bank = new_bank()
    new_question(bank, ref="A")
    new_question(new_bank(), ref="A")
    with pytest.raises(Invalid) as refused:
        new_question(bank, ref="A")
    assert "ref" in refused.value.fields


def test_a_question_keeps_its_kind(app: Flask) -> None:
    question = new_question(new_bank())
    with pytest.raises(Conflict):
        save_question(SYSTEM, question.bank_id, Draft("description", {"stem": "x", "body": {}, "key": {}}), question)


def test_what_readers_get_is_cleaned_and_what_was_written_is_kept(app: Flask) -> None:
    content = choice_content('<p onclick="x()">Hỏi</p><script>alert(1)</script>')
    current = new_question(new_bank(), content).current
    assert current is not None
    assert current.content["stem"] == content["stem"] and current.safe["stem"] == "<p>Hỏi</p>"


def test_saving_is_noted(app: Flask) -> None:
    question = new_question(new_bank())
    acts = session.scalars(select(AuditRecord.act).where(AuditRecord.subject == f"question:{question.id}")).all()
    assert acts == ["question_bank.question_added"]


def test_a_retired_question_comes_back_as_a_draft(app: Flask) -> None:
    question = new_question(new_bank())
    retire_question(SYSTEM, question)
    assert question.state == State.RETIRED
    with pytest.raises(Conflict):
        retire_question(SYSTEM, question)
    restore_question(SYSTEM, question)
    assert question.state == State.DRAFT


def test_an_outcome_brings_its_topic_and_is_refused_in_another(app: Flask) -> None:
    topic, bank = new_topic("T.1"), new_bank()
    new_topic("T.2")
    outcome = new_outcome("T.1.a", topic)
    question = new_question(bank, outcome_code="T.1.a")
    assert (question.topic_id, question.outcome_id) == (topic.id, outcome.id)
    for known in ({"topic_code": "T.2", "outcome_code": "T.1.a"}, {"outcome_code": "KHONG"}):
        with pytest.raises(Invalid) as refused:
            new_question(bank, **known)
        assert "outcome" in refused.value.fields


def test_saving_brings_no_retired_question_back(app: Flask) -> None:
    question = new_question(new_bank())
    retire_question(SYSTEM, question)
    with pytest.raises(Conflict):
        save_question(SYSTEM, question.bank_id, Draft("single_choice", choice_content("<p>Khác</p>")), question)
    assert question.state == State.RETIRED and question.preview == "Một cộng một bằng mấy?"

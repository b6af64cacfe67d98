"""Reading a file, checking it, applying it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.actor import SYSTEM
from core.db import session, transaction
from core.errors import Conflict, Invalid
from core.jobs.worker import run_all_jobs
from question_bank import api
from question_bank.formats.contract import UnreadableFile
from question_bank.models import Bank, ImportItem, ImportRun, Question, RunState, State
from question_bank.operations import apply_import, read_import
from question_bank.operations.apply_import import ask_to_apply
from question_bank.operations.export_questions import export_questions
from question_bank.operations.read_file import read_file
from question_bank.operations.read_import import NewImport, start_import
from question_bank.queries.imports import outcome_counts
from question_bank.queries.questions import question_by_ref
from question_bank.rules.filter import Filter
from tests.support.questions import PNG, choice_content, new_bank, new_levels, new_outcome, new_topic
from tests.support.reviewing import new_desk

GIFT = "::Thủ đô::Thủ đô của Việt Nam?{=Hà Nội ~Huế}\n\n::Hỏng::Câu này {thiếu\n\nKhông tên{TRUE}\n".encode()


def as_file(*rows: dict[str, Any]) -> bytes:
    return json.dumps(rows).encode()


def row(ref: str, **known: Any) -> dict[str, Any]:
    return {"ref": ref, "kind": "single_choice", "content": choice_content(), **known}


def read_and_apply(bank_id: int, data: bytes, **settings: Any) -> ImportRun:
    run = start_import(SYSTEM, bank_id, NewImport("de.txt", data, **settings))
    ask_to_apply(SYSTEM, run)
    return run


def test_a_gift_file_is_read_shown_and_taken(app: Flask) -> None:
    bank = new_bank()
    run = start_import(SYSTEM, bank.id, NewImport("de.txt", GIFT))
    assert (run.state, run.format) == (RunState.CHECK, "gift")
    states = [item.state for item in session.scalars(select(ImportItem).order_by(ImportItem.number))]
    assert states == ["kept", "refused", "kept"]
    assert session.scalars(select(Question)).all() == []
    ask_to_apply(SYSTEM, run)
    assert run.state == RunState.DONE and outcome_counts(run.id) == {"added": 2, "refused": 1}
    assert question_by_ref(bank.id, "Thủ đô") is not None


def test_the_same_file_again_changes_nothing(app: Flask) -> None:
    bank = new_bank()
    read_and_apply(bank.id, GIFT)
    again = read_and_apply(bank.id, GIFT)
    assert outcome_counts(again.id) == {"same": 2, "refused": 1}


def test_changed_content_makes_a_revision_and_keeps_what_people_gave_the_question(app: Flask) -> None:
    new_levels()
    new_topic("T.1")
    bank = new_bank()
    read_and_apply(bank.id, as_file(row("A", topic="T.1", level="NB"), row("B")))
    question = question_by_ref(bank.id, "A")
    assert question is not None and question.level == "NB"
    question.state = State.RETIRED
    run = read_and_apply(bank.id, as_file(row("A", content=choice_content("<p>Mới</p>")), row("B")), level="VD")
    assert outcome_counts(run.id) == {"revised": 1, "retagged": 1}
    assert question.current is not None and question.current.number == 2
    assert (question.level, question.state) == ("NB", State.RETIRED)


def test_questions_that_do_not_say_get_what_the_import_says(app: Flask) -> None:
    new_levels()
    topic, bank = new_topic("T.1"), new_bank()
    read_and_apply(bank.id, GIFT, topic_code="T.1", level="TH", state="draft")
    question = question_by_ref(bank.id, "Thủ đô")
    assert question is not None
    assert (question.topic_id, question.level, question.state) == (topic.id, "TH", "draft")


def test_an_unknown_topic_and_a_missing_picture_are_told(app: Flask) -> None:
    found = read_file(as_file(row("A", topic="KHONG", level="X", content=choice_content('<p>Hình <img src="media:a.png"></p>'))))
    assert found.items[0].state == "changed" and len(found.items[0].reasons) == 3


def test_html_that_is_taken_away_is_told(app: Flask) -> None:
    found = read_file(as_file(row("A", content=choice_content("<p>Hỏi</p><script>alert(1)</script>"))))
    assert "script" in str(found.items[0].reasons[0])


def test_a_ref_that_a_file_repeats_is_numbered(app: Flask) -> None:
    found = read_file(as_file(row("A"), row("A"), row("A")))
    assert [item.ref for item in found.items] == ["A", "A (2)", "A (3)"]


def test_pictures_beside_the_file_are_kept_under_their_content(app: Flask) -> None:
    bank = new_bank()
    data = as_file(row("A", content=choice_content('<p>Hình <img src="media:a.png" alt="a"></p>')))
    outcome = api.import_file(SYSTEM, bank.code, data, "a.json", pictures={"a.png": PNG})
    assert (outcome.states, outcome.outcomes) == ({"kept": 1}, {"added": 1})
    question = question_by_ref(bank.id, "A")
    assert question is not None and question.current is not None
    name = question.current.safe["stem"].partition("/media/")[2].partition('"')[0]
    assert api.media_bytes(name) == (PNG, "image/png")
    assert api.import_file(SYSTEM, bank.code, data, "a.json", pictures={"a.png": PNG}).outcomes == {"same": 1}


def test_one_question_that_cannot_be_saved_does_not_stop_the_others(app: Flask) -> None:
    bank = new_bank()
    read_and_apply(bank.id, as_file(row("A")))
    description = {"ref": "A", "kind": "description", "content": {"stem": "x", "body": {}, "key": {}, "explanation": ""}}
    run = read_and_apply(bank.id, as_file(description, row("B")))
    assert outcome_counts(run.id) == {"refused": 1, "added": 1}


def test_an_import_is_applied_once(app: Flask) -> None:
    run = read_and_apply(new_bank().id, GIFT)
    with pytest.raises(Conflict):
        ask_to_apply(SYSTEM, run)


def test_a_large_file_is_read_and_applied_by_the_worker(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_import, "READ_AT_ONCE", 10)
    monkeypatch.setattr(apply_import, "APPLY_AT_ONCE", 1)
    with transaction():
        run_id = start_import(SYSTEM, new_bank().id, NewImport("de.json", as_file(*(row(f"Q{n}") for n in range(250))))).id
    assert session.get_one(ImportRun, run_id).state == RunState.READING
    session.rollback()
    run_all_jobs()
    session.rollback()
    with transaction():
        ask_to_apply(SYSTEM, session.get_one(ImportRun, run_id))
    run_all_jobs()
    session.expire_all()
    assert session.get_one(ImportRun, run_id).state == RunState.DONE
    assert outcome_counts(run_id) == {"added": 250}


def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(app: Flask) -> None:
    run = start_import(SYSTEM, new_bank().id, NewImport("a.xml", b"<quiz><question"))
    assert run.state == RunState.FAILED and run.report["failure"]["msgid"]
    with pytest.raises(Invalid):
        api.import_file(SYSTEM, new_bank().code, b"PK\x03\x04", "a.zip")


HOSTILE = {
    "zip": b"PK\x03\x04" + b"\0" * 100,
    "pdf": b"%PDF-1.7",
    "truncated json": b'[{"ref": "A", "kind": "sin',
    "empty list": b"[]",
    "no list": b'{"questions": 3}',
    "deep json": b"[" * 20_000 + b"{}" + b"]" * 20_000,
    "truncated xml": b'<?xml version="1.0"?><quiz><question type="multichoice">',
    "entities": b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz><question type="essay">&b;</question></quiz>',
    "outside entity": b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
    "another xml": b"<?xml version='1.0'?><html><script>alert(1)</script></html>",
    "nothing": b"   ",
    "utf-16 surrogates": b'["\\ud800"]',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words(app: Flask, name: str) -> None:
    try:
        found = read_file(HOSTILE[name], name)
    except UnreadableFile as error:
        assert str(error)
    else:
        assert {item.state for item in found.items} <= {"refused"}, found


@pytest.mark.parametrize("sign", ["\ud800", "\x00"], ids=["half a sign", "nothing"])
@pytest.mark.parametrize("where", ["stem", "key", "ref", "tags", "category"])
def test_signs_that_nothing_can_hold_refuse_their_question_or_are_left_out(app: Flask, where: str, sign: str) -> None:
    bank, content = new_bank(), choice_content()
    content |= {"stem": f"<p>Một{sign}hai</p>"} if where == "stem" else {"key": {"right": "b", "note": sign}} if where == "key" else {}
    outside = {"ref": f"x{sign}y"} if where == "ref" else {"tags": [f"{sign}x"]} if where == "tags" else {"category": f"a{sign}b"}
    run = read_and_apply(bank.id, as_file({**row("Q1"), "content": content, **(outside if where not in content else {})}, row("Q2")))
    taken = outcome_counts(run.id)
    assert taken == ({"added": 1, "refused": 1} if where in content else {"added": 2})
    session.commit()
    assert question_by_ref(bank.id, "Q2") is not None
    assert export_questions(SYSTEM, bank, "json", Filter()).data.decode()


@pytest.mark.parametrize(
    "content",
    [None, 1, [], {}, {"stem": 1}, {"stem": "x", "body": [], "key": []}, {"stem": "x", "body": {"options": [{}, {}]}, "key": {"right": {}}},
     {"stem": "\x00", "body": {"options": [1, 2]}, "key": None}],
)  # fmt: skip
def test_a_malformed_question_of_our_own_format_is_refused_alone(app: Flask, content: Any) -> None:
    found = read_file(as_file({"ref": "A", "kind": "single_choice", "content": content}, row("B")))
    assert [item.state for item in found.items] == ["refused", "kept"]


def test_an_outcome_comes_with_its_question_and_leaves_with_its_topic(app: Flask) -> None:
    outcome, bank = new_outcome("T.1.a", new_topic("T.1")), new_bank()
    new_topic("T.2")
    read_and_apply(bank.id, as_file(row("A", outcome="T.1.a")))
    question = question_by_ref(bank.id, "A")
    assert question is not None
    assert (question.topic_id, question.outcome_id) == (outcome.topic_id, outcome.id)
    read_and_apply(bank.id, as_file(row("A")))
    assert question.outcome_id == outcome.id
    read_and_apply(bank.id, as_file(row("A", topic="T.2")))
    assert question.outcome_id is None


def test_an_outcome_that_does_not_fit_is_told(app: Flask) -> None:
    new_outcome("T.1.a", new_topic("T.1"))
    new_topic("T.2")
    found = read_file(as_file(row("A", outcome="KHONG"), row("B", outcome="T.1.a", topic="T.2")))
    assert [(item.state, item.outcome_code, len(item.reasons)) for item in found.items] == [("changed", None, 1)] * 2


@pytest.mark.parametrize("steps", [1, 2])
def test_review_that_begins_while_an_import_runs_holds_from_then_on(app: Flask, monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    monkeypatch.setattr(apply_import, "STEP", 2)
    bank = new_bank()
    run = start_import(SYSTEM, bank.id, NewImport("de.json", as_file(*(row(f"Q{n}") for n in range(6)))))

    def progress(done: int, total: int) -> None:
        if done == 2 * steps:
            session.get_one(Bank, bank.id).needs_review = True
            session.flush()

    apply_import.apply_import(SYSTEM, run.id, progress)
    states = session.scalars(select(Question.state).order_by(Question.ref)).all()
    assert states == ["ready"] * 2 * steps + ["draft"] * (6 - 2 * steps)


def test_a_file_that_says_what_waits_takes_it_out_of_no_queue(app: Flask) -> None:
    desk = new_desk()
    question = desk.approved()
    desk.rewrite(question, "<p>Một cộng hai bằng mấy?</p>")
    waits_since = question.submitted_at
    read_and_apply(desk.bank.id, as_file(row(question.ref, content=choice_content("<p>Một cộng hai bằng mấy?</p>"))))
    assert question.submitted_at == waits_since is not None and question.pending is not None

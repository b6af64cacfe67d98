"""A question that may be known outside leaves every draw; who has read its key is on record."""

from __future__ import annotations

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from core.actor import SYSTEM
from core.audit import AuditRecord
from core.clock import now
from core.db import session
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from question_bank.models import Deed, Door, Question, Reader
from question_bank.operations.export_questions import export_questions
from question_bank.operations.note_reading import note_reading
from question_bank.operations.suspect_leak import lift_leak, suspect_leak
from question_bank.queries.pools import PoolRule, Stock, offered, pool, question_views, stocks
from question_bank.queries.questions import revision_ids_of, suspected
from question_bank.queries.readers import reader_count, readers_of
from question_bank.queries.review import steps_of
from question_bank.rules.filter import Filter
from tests.support.reviewing import Desk, new_desk

WHY = "Thấy trong một nhóm chat"


def doors_of(question: Question) -> list[tuple[int, str, int]]:
    return [(row.person_id, row.door, row.times) for row in session.execute(readers_of(question.id))]


def drawn_by_anybody(desk: Desk) -> tuple[int, int]:
    return len(pool(desk.bank.id, PoolRule())), len(offered([desk.bank.id], ["single_choice"]))


def test_a_suspected_question_leaves_papers_and_practice_until_it_is_cleared(app: Flask) -> None:
    desk = new_desk()
    question = desk.approved()
    assert drawn_by_anybody(desk) == (1, 1)
    suspect_leak(desk.writer, question.id, f"  {WHY} ")
    asked = (desk.bank.id, PoolRule())
    assert drawn_by_anybody(desk) == (0, 0) and stocks([asked])[asked] == Stock(leaked=1)
    assert not question_views([question.id])[question.id].is_ready
    assert [(each.ref, each.reason) for each in suspected(revision_ids_of(question.id))] == [(question.ref, WHY)]
    lift_leak(desk.judge, question.id, "Câu trong nhóm chat là câu khác")
    assert drawn_by_anybody(desk) == (1, 1) and suspected(revision_ids_of(question.id)) == []
    assert [step.deed for step in steps_of(question.id)][:2] == [Deed.LEAK_LIFTED, Deed.LEAK_SUSPECTED]
    acts = session.scalars(select(AuditRecord.act).where(AuditRecord.act.contains("leak")).order_by(AuditRecord.id))
    assert list(acts) == ["question_bank.leak_suspected", "question_bank.leak_lifted"]


def test_saying_so_needs_a_reason_and_clearing_needs_the_right(app: Flask) -> None:
    desk = new_desk()
    question = desk.approved()
    for reason in ("", " lộ ", "x" * 501):
        with pytest.raises(Invalid):
            suspect_leak(desk.writer, question.id, reason)
    with pytest.raises(NotFound):
        suspect_leak(new_desk().judge, question.id, WHY)
    with pytest.raises(Conflict):
        lift_leak(desk.judge, question.id, WHY)
    suspect_leak(desk.writer, question.id, WHY)
    with pytest.raises(Conflict):
        suspect_leak(desk.judge, question.id, WHY)
    with pytest.raises(NotAllowed):
        lift_leak(desk.writer, question.id, WHY)
    with pytest.raises(Invalid):
        lift_leak(desk.judge, question.id, "ổn")
    assert question.suspected_leak_reason == WHY


def test_each_reader_is_kept_by_door_with_the_first_and_the_last_time(app: Flask, clock: time_machine.Coordinates) -> None:
    desk = new_desk()
    question, other = desk.approved(), desk.approved("<p>Câu khác</p>")
    began = now()
    note_reading(desk.writer, [question.id, other.id, 999_999], Door.PAGE)
    clock.shift(60)
    note_reading(desk.writer, [question.id], Door.PAGE)
    note_reading(desk.judge, [question.id], Door.REVIEW)
    note_reading(SYSTEM, [question.id], Door.PAGE)
    assert desk.writer.person_id and desk.judge.person_id
    assert sorted(doors_of(question)) == sorted([(desk.writer.person_id, "page", 2), (desk.judge.person_id, "review", 1)])
    kept = session.scalar(select(Reader).where(Reader.question_id == question.id, Reader.door == Door.PAGE))
    assert kept is not None and (kept.first_at, kept.last_at) == (began, now())
    assert (reader_count(question.id), reader_count(other.id)) == (2, 1)


def test_whoever_takes_a_bank_away_has_read_it(app: Flask) -> None:
    desk = new_desk()
    question, other = desk.approved("<p>Câu <b>một</b></p>"), desk.approved("<p>Hai</p>")
    export_questions(desk.writer, desk.bank, "json", Filter())
    assert desk.writer.person_id
    assert [doors_of(each) for each in (question, other)] == [[(desk.writer.person_id, "export", 1)]] * 2

"""Taking questions out of a bank."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from core.actor import SYSTEM
from core.audit import AuditRecord
from core.db import session
from core.errors import Invalid, NotAllowed, NotFound
from core.permissions import Permission as P
from question_bank import api
from question_bank.formats.registry import TARGETS
from question_bank.models import Question, State
from question_bank.operations import export_questions as module
from question_bank.operations.export_questions import export_questions, plan_export
from question_bank.rules.filter import Filter
from tests.question_bank.kinds.contents import group, short
from tests.support.actors import actor_with
from tests.support.questions import PNG, choice_content, new_bank, new_levels, new_outcome, new_question, new_topic


def test_the_order_is_by_category_and_ref_whatever_the_database(app: Flask) -> None:
    bank = new_bank()
    for ref, category in (("b", ""), ("A", ""), ("Đ", "Hai"), ("a", "Hai"), ("x", "Ba")):
        new_question(bank, ref=ref, category=category)
    made = export_questions(SYSTEM, bank, "json", Filter())
    assert [row["ref"] for row in json.loads(made.data)] == ["A", "b", "x", "a", "Đ"]
    assert export_questions(SYSTEM, bank, "json", Filter()).data == made.data


def test_the_library_s_filter_decides_what_goes_out(app: Flask) -> None:
    new_levels()
    new_topic("T.1")
    bank = new_bank()
    new_question(bank, ref="A", topic_code="T.1", level="NB")
    new_question(bank, ref="B", state=State.RETIRED)
    new_question(bank, ref="C", state=State.DRAFT)
    for wanted, count in ((Filter(), 2), (Filter(topic="T.1"), 1), (Filter(state="all"), 3), (Filter(state="retired"), 1)):
        assert export_questions(SYSTEM, bank, "json", wanted).count == count
    (row,) = json.loads(export_questions(SYSTEM, bank, "json", Filter(topic="T.1")).data)
    assert (row["topic"], row["level"]) == ("T.1", "NB")


@pytest.mark.parametrize("format", ["json", "moodle-xml", "gift"])
def test_a_bank_that_went_out_comes_into_itself_as_the_same(app: Flask, format: str) -> None:
    bank = new_bank()
    new_question(bank, ref="A", category="Lớp 12", tags=("ôn",))
    new_question(bank, choice_content("<p>Tính \\(x^{2}\\)?</p>"), ref="B: hai")
    made = export_questions(SYSTEM, bank, format, Filter())
    assert made.losses == ()
    assert api.import_file(SYSTEM, bank.code, made.data, made.filename).outcomes == {"same": 2}


def test_pictures_go_along_to_another_bank(app: Flask) -> None:
    bank, other = new_bank(), new_bank()
    name = api.add_media(SYSTEM, PNG)
    new_question(bank, choice_content(f'<p>Hình <img src="media:{name}" alt="a"></p>'), ref="A")
    made = export_questions(SYSTEM, bank, "moodle-xml", Filter())
    assert made.losses == ()
    assert api.import_file(SYSTEM, other.code, made.data, made.filename).states == {"kept": 1}
    content = session.scalars(select(Question).where(Question.bank_id == other.id)).one().current
    assert content is not None and f"media:{name}" in content.content["stem"]


def test_that_a_bank_was_taken_is_on_record(app: Flask) -> None:
    bank = new_bank()
    new_question(bank, ref="A")
    export_questions(SYSTEM, bank, "gift", Filter(kind="single_choice"))
    record = session.scalars(select(AuditRecord).where(AuditRecord.act == "question_bank.exported")).one()
    assert record.subject == f"bank:{bank.id}"
    assert record.detail == {"format": "gift", "questions": 1, "left_out": 0, "filter": {"kind": "single_choice"}}


def test_a_plan_counts_each_reason_and_leaves_no_record(app: Flask) -> None:
    bank = new_bank()
    new_question(bank, ref="A")
    for ref in "BC":
        new_question(bank, group("ĐSĐS"), kind="true_false_group", ref=ref)
    new_question(bank, short([("a->b", "1")]), kind="short_answer", ref="D")
    plan = plan_export(SYSTEM, bank, "gift", Filter())
    assert (plan.found, plan.written, plan.lossy, plan.refusal) == (4, 3, 3, None)
    assert [count for _, count in plan.reasons] == [2, 1] or plan.reasons[0][1] == 2
    assert session.scalars(select(AuditRecord).where(AuditRecord.act == "question_bank.exported")).all() == []


def test_nothing_too_many_and_an_unknown_format_are_refused(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = new_bank()
    with pytest.raises(Invalid):
        export_questions(SYSTEM, bank, "gift", Filter())
    new_question(bank)
    new_question(bank)
    with pytest.raises(Invalid):
        export_questions(SYSTEM, bank, "pdf", Filter())
    assert TARGETS["docx"].most < TARGETS["json"].most
    monkeypatch.setattr(module, "TARGETS", {"gift": replace(TARGETS["gift"], most=1)})
    with pytest.raises(Invalid):
        export_questions(SYSTEM, bank, "gift", Filter())
    assert plan_export(SYSTEM, bank, "gift", Filter()).refusal is not None


def test_more_pictures_than_could_come_back_are_refused(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = new_bank()
    new_question(bank, choice_content(f'<p>Hình <img src="media:{api.add_media(SYSTEM, PNG)}"></p>'))
    monkeypatch.setattr(module, "MOST_BYTES", 40)
    with pytest.raises(Invalid):
        export_questions(SYSTEM, bank, "moodle-xml", Filter())
    assert plan_export(SYSTEM, bank, "moodle-xml", Filter()).refusal is not None


def test_only_who_writes_a_bank_takes_it_away(app: Flask) -> None:
    from question_bank.queries.banks import bank_view

    bank = new_bank()
    new_question(bank)
    path = bank_view(bank.id).organisation_path
    for act in (export_questions, plan_export):
        with pytest.raises(NotAllowed):
            act(actor_with(P.BANK_VIEW, path=path), bank, "gift", Filter())
        with pytest.raises(NotFound):
            act(actor_with(P.BANK_WRITE, path="/none/"), bank, "gift", Filter())
        assert act(actor_with(P.BANK_WRITE, path=path), bank, "gift", Filter())


def test_the_file_names_the_outcome(app: Flask) -> None:
    new_outcome("T.1.a", new_topic("T.1"))
    bank = new_bank()
    new_question(bank, outcome_code="T.1.a")
    (row,) = json.loads(export_questions(SYSTEM, bank, "json", Filter()).data)
    assert (row["topic"], row["outcome"]) == ("T.1", "T.1.a")

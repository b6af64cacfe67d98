"""Files that a job writes: asked for, stopped, written again, handed over, removed."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from core import storage
from core.actor import SYSTEM, Actor
from core.audit import AuditRecord
from core.db import session, transaction
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from core.jobs.api import Interrupted, unwatched
from core.jobs.models import Job
from core.jobs.worker import run_all_jobs
from core.permissions import Permission as P
from question_bank.formats.contract import Exported, OutgoingItem
from question_bank.models import Door, ExportLoss, ExportRun, ExportState, Reader
from question_bank.operations import export_questions, write_export
from question_bank.operations.ask_for_export import MOST_WAITING, ask_for_export, stop_export, write_again
from question_bank.operations.forget_exports import forget_exports
from question_bank.operations.hand_over_export import hand_over_export
from question_bank.queries.banks import BankView
from question_bank.queries.export_runs import exports_in
from question_bank.rules.filter import Filter
from tests.question_bank.kinds.contents import group, short
from tests.support.actors import actor_with
from tests.support.people import actor_of, person_with
from tests.support.questions import new_bank, new_question


def of_three() -> BankView:
    """A bank of a question that GIFT holds, one that it changes and one that it leaves out."""
    bank = new_bank()
    new_question(bank, ref="A")
    new_question(bank, group("ĐSĐS"), kind="true_false_group", ref="B")
    new_question(bank, short([("a->b", "1")]), kind="short_answer", ref="C")
    return bank


def writer_of(bank: BankView) -> Actor:
    return actor_of(person_with("manager", organisation_id=bank.organisation_id))


def asked(actor: Actor, bank: BankView, format: str = "gift", wanted: Filter | None = None) -> ExportRun:
    """A run that waits, as the request leaves it."""
    run = ask_for_export(actor, bank, format, wanted or Filter())
    session.commit()
    return run


def done(actor: Actor, bank: BankView, format: str = "gift", wanted: Filter | None = None) -> ExportRun:
    run = asked(actor, bank, format, wanted)
    run_all_jobs()
    session.expire_all()
    return run


def content_of(run: ExportRun) -> str:
    assert run.stored is not None
    return storage.get(run.stored).decode()


def acts() -> list[str]:
    return list(session.scalars(select(AuditRecord.act).where(AuditRecord.act.startswith("question_bank.export")).order_by(AuditRecord.id)))


def test_a_file_is_written_with_what_it_does_not_hold_question_by_question(app: Flask) -> None:
    bank = of_three()
    run = done(SYSTEM, bank)
    assert run.state == ExportState.DONE and run.size == len(content_of(run).encode())
    assert {name: run.report[name] for name in ("found", "written", "lossy")} == {"found": 3, "written": 2, "lossy": 2}
    losses = session.scalars(select(ExportLoss).order_by(ExportLoss.number)).all()
    assert [(loss.question.ref, loss.is_left_out) for loss in losses] == [("B", False), ("C", True)]
    assert [run.report["reasons"][loss.reason][0] for loss in losses if loss.reason is not None] == [loss.message for loss in losses]
    assert acts() == ["question_bank.export_asked"]


def test_the_file_has_what_the_bank_had_when_it_was_written(app: Flask) -> None:
    bank = new_bank()
    new_question(bank, ref="A")
    run = asked(SYSTEM, bank, "json", Filter(kind="single_choice"))
    new_question(bank, ref="B")
    session.commit()
    run_all_jobs()
    session.expire_all()
    assert [row["ref"] for row in json.loads(content_of(run))] == ["A", "B"]


def test_who_gets_the_file_is_on_record_for_every_question_in_it(app: Flask) -> None:
    bank = of_three()
    actor = writer_of(bank)
    run = done(actor, bank)
    assert session.scalars(select(Reader)).all() == []
    for _ in range(2):
        assert hand_over_export(actor, run) == run.stored
    session.commit()
    met = session.scalars(select(Reader)).all()
    assert [(reader.person_id, reader.door, reader.times) for reader in met] == [(actor.person_id, Door.EXPORT, 2)] * 2
    record = session.scalars(select(AuditRecord).where(AuditRecord.act == "question_bank.exported")).first()
    assert record is not None and record.subject == f"bank:{bank.id}"
    assert record.detail == {"run": run.id, "format": "gift", "questions": 2, "left_out": 1, "filter": {}}


def test_the_same_asked_twice_waits_once_and_few_wait_at_all(app: Flask) -> None:
    bank = of_three()
    actor = writer_of(bank)
    first = asked(actor, bank)
    assert asked(actor, bank).id == first.id
    for kind in ("single_choice", "true_false_group", "short_answer", ""):
        asked(actor, bank, "json", Filter(kind=kind))
    with pytest.raises(Invalid, match=str(MOST_WAITING)):
        ask_for_export(actor, bank, "xlsx", Filter())
    run_all_jobs()
    assert asked(actor, bank).id != first.id


def test_a_stopped_one_leaves_nothing_and_may_be_written_again(app: Flask) -> None:
    bank = of_three()
    run = asked(SYSTEM, bank)
    with pytest.raises(Conflict):
        write_again(SYSTEM, run.id)
    session.rollback()
    stop_export(SYSTEM, run.id)
    session.commit()
    run_all_jobs()
    session.expire_all()
    assert (run.state, run.stored) == (ExportState.STOPPED, None)
    write_again(SYSTEM, run.id)
    session.commit()
    run_all_jobs()
    session.expire_all()
    assert run.state == ExportState.DONE and content_of(run)
    assert stop_export(SYSTEM, run.id).state == ExportState.DONE
    with pytest.raises(Conflict):
        write_again(SYSTEM, run.id)
    assert acts() == ["question_bank.export_asked", "question_bank.export_stopped", "question_bank.export_asked"]


def test_it_is_stopped_midway_and_one_begun_anew_is_not_taken_for_it(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = of_three()
    run = asked(SYSTEM, bank)
    run_id = run.id
    taken: list[int] = []

    def stops(done: int, of: int) -> None:
        taken.append(done)
        if done:
            with transaction():
                stop_export(SYSTEM, run_id)
                write_again(SYSTEM, run_id)

    monkeypatch.setattr(write_export, "STEP", 1)
    write_export.write_export(run_id, 1, stops)
    session.expire_all()
    assert taken == [0, 0, 1]
    assert (run.state, run.turn, run.stored) == (ExportState.WRITING, 2, None)
    run_all_jobs()
    session.expire_all()
    assert run.state == ExportState.DONE and run.stored == f"question-exports/{run_id}-2"


def test_stopped_while_the_file_is_packed_it_is_not_kept(app: Flask) -> None:
    bank = of_three()
    run_id = asked(SYSTEM, bank).id
    with transaction():
        stop_export(SYSTEM, run_id)
    write_export._keep(run_id, 1, Exported(b"late", ()), {})
    with pytest.raises(NotFound):
        storage.describe(f"question-exports/{run_id}-1")


def test_a_worker_that_comes_late_leaves_the_file_of_the_other(app: Flask) -> None:
    run = done(SYSTEM, of_three())
    write_export.write_export(run.id, 1, unwatched)
    write_export._keep(run.id, 1, Exported(content_of(run).encode(), ()), {})
    session.expire_all()
    assert run.state == ExportState.DONE and content_of(run)


def test_an_interrupted_one_begins_again(app: Flask) -> None:
    bank = of_three()
    run = asked(SYSTEM, bank)

    def lets_go(done: int, of: int) -> None:
        if of:
            raise Interrupted

    with pytest.raises(Interrupted):
        write_export.write_export(run.id, 1, lets_go)
    session.rollback()
    run_all_jobs()
    session.expire_all()
    assert run.state == ExportState.DONE


def test_what_cannot_be_written_is_refused_with_the_reason(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = of_three()
    run = asked(SYSTEM, bank)
    monkeypatch.setattr(export_questions, "MOST_BYTES", 10)
    run_all_jobs()
    session.expire_all()
    assert run.state == ExportState.FAILED and "MB" in run.report["failure"]["msgid"]
    assert [state for _, state in exports_in(bank.id, None)] == ["done"]
    monkeypatch.undo()
    write_again(SYSTEM, run.id)
    session.commit()
    run_all_jobs()
    session.expire_all()
    assert run.state == ExportState.DONE and "failure" not in run.report


def test_after_the_machine_failed_a_person_may_begin_again(app: Flask) -> None:
    bank = of_three()
    run = asked(SYSTEM, bank)
    session.get_one(Job, run.job_id).state = "failed"
    session.commit()
    write_again(SYSTEM, run.id)
    session.commit()
    run_all_jobs()
    session.expire_all()
    assert (run.state, run.turn) == (ExportState.DONE, 2)


def test_a_file_goes_after_a_week_and_its_run_stays(app: Flask, clock: time_machine.Coordinates) -> None:
    bank = of_three()
    run = done(SYSTEM, bank)
    stored = run.stored
    assert stored is not None and run.kept_until is not None
    clock.shift(timedelta(days=6, hours=23))
    assert forget_exports() == 0 and hand_over_export(SYSTEM, run)
    clock.shift(timedelta(hours=1))
    with pytest.raises(NotFound):
        hand_over_export(SYSTEM, run)
    assert forget_exports() == 1
    session.commit()
    session.expire_all()
    assert (run.state, run.stored, run.report["written"]) == (ExportState.GONE, None, 2)
    assert session.scalars(select(ExportLoss)).all() == []
    with pytest.raises(NotFound):
        storage.get(stored)
    write_again(SYSTEM, run.id)
    session.commit()
    run_all_jobs()
    session.expire_all()
    assert run.state == ExportState.DONE


def test_only_who_may_export_asks(app: Flask) -> None:
    bank = of_three()
    with pytest.raises(NotAllowed):
        ask_for_export(actor_with(P.BANK_VIEW, path=bank.organisation_path), bank, "gift", Filter())
    with pytest.raises(NotFound):
        ask_for_export(actor_with(P.BANK_WRITE, path="/none/"), bank, "gift", Filter())
    for format, wanted in (("pdf", Filter()), ("gift", Filter(words="khong co"))):
        with pytest.raises(Invalid):
            ask_for_export(SYSTEM, bank, format, wanted)
    assert session.scalars(select(ExportRun)).all() == []


def test_questions_of_a_shared_stimulus_count_as_a_file_counts_them() -> None:
    parts = [{"id": f"p{number}"} for number in range(9)]
    items = [OutgoingItem(str(number), "stimulus", {"body": {"parts": parts}}) for number in range(1000)]
    export_questions.require_few(items)
    with pytest.raises(Invalid):
        export_questions.require_few([*items, OutgoingItem("x", "essay", {})])

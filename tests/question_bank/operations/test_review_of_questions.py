"""A question from its draft to approval and beyond: who may decide, what papers draw meanwhile, who is told."""

from __future__ import annotations

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from accounts.models import Notification
from core.actor import Actor
from core.audit import AuditRecord
from core.clock import now
from core.db import session
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from question_bank.models import Question, State
from question_bank.operations.change_bank import BankRules, change_bank
from question_bank.operations.comment_question import answer_comment, comment_question, resolve_comment
from question_bank.operations.decide_question import approve_question, return_question
from question_bank.operations.note_use import note_use
from question_bank.operations.retire_question import restore_question, retire_question
from question_bank.operations.submit_questions import submit_questions
from question_bank.queries.banks import bank_view
from question_bank.queries.pools import PoolRule, counts_available, pool
from question_bank.queries.review import authors_of, steps_of, threads_of
from tests.support.people import actor_of, person_with
from tests.support.reviewing import Desk, digest, new_desk

pytestmark = pytest.mark.usefixtures("clock")


def drawn(desk: Desk) -> list[tuple[int, int]]:
    return pool(desk.bank.id, PoolRule())


def news_of(actor: Actor) -> list[str]:
    return list(session.scalars(select(Notification.kind).where(Notification.person_id == actor.person_id).order_by(Notification.id)))


def acts_on(question: Question) -> list[str]:
    return list(session.scalars(select(AuditRecord.act).where(AuditRecord.subject == f"question:{question.id}").order_by(AuditRecord.id)))


def test_a_question_is_drawn_once_another_has_approved_it(app: Flask) -> None:
    desk = new_desk()
    question = desk.write(state=State.DRAFT)
    assert question.state == State.DRAFT and drawn(desk) == [] and desk.submit(question) == 1
    assert question.state == State.REVIEW and drawn(desk) == [] and news_of(desk.judge) == ["question_bank.submitted"]
    desk.approve(question)
    assert question.state == State.READY and drawn(desk) == [(question.id, question.current_revision_id)]
    assert [step.deed for step in steps_of(question.id)] == ["approved", "submitted"] and news_of(desk.writer) == ["question_bank.decided"]
    assert acts_on(question) == ["question_bank.question_added", "question_bank.question_submitted", "question_bank.question_approved"]


def test_neither_the_author_nor_an_editor_since_the_approval_decides(app: Flask) -> None:
    desk = new_desk()
    mine = desk.write(by=desk.judge)
    with pytest.raises(NotAllowed, match="người soạn"):
        desk.approve(mine)
    with pytest.raises(NotAllowed):
        return_question(desk.judge, mine.id, digest(mine), "Tôi tự trả lại câu mình")
    desk.rewrite(mine, "<p>Sửa bởi người khác</p>", by=desk.writer)
    other = desk.another("manager")
    edited = desk.rewrite(desk.write(), "<p>Người duyệt sửa hộ</p>", by=other)
    for question, actor in ((mine, desk.judge), (edited, other)):
        with pytest.raises(NotAllowed):
            desk.approve(question, by=actor)
    assert desk.approve(edited).state == desk.approve(mine, by=other).state == State.READY


def test_only_who_holds_the_right_in_the_bank_decides(app: Flask) -> None:
    desk = new_desk()
    question = desk.write()
    with pytest.raises(NotAllowed):
        desk.approve(question, by=desk.another("teacher"))
    with pytest.raises(NotFound):
        desk.approve(question, by=actor_of(person_with("manager", organisation_id=new_desk().bank.organisation_id)))
    assert question.state == State.REVIEW


def test_a_change_after_approval_waits_beside_what_papers_draw(app: Flask) -> None:
    desk = new_desk()
    question = desk.approved("<p>Bản đầu</p>")
    first = question.current_revision_id
    desk.rewrite(question, "<p>Bản sau</p>", state=State.DRAFT)
    assert question.state == State.READY and question.pending is not None and question.submitted_at is None
    assert drawn(desk) == [(question.id, first)] and "Bản đầu" in question.preview and desk.submit(question) == 1
    desk.approve(question)
    assert question.pending is None and question.current_revision_id != first and "Bản sau" in question.preview
    desk.rewrite(question, "<p>Bản thứ ba</p>")
    desk.rewrite(question, "<p>Bản sau</p>")
    assert question.pending is None and question.submitted_at is None, "the approved words again end the waiting"


def test_who_approved_the_first_wording_may_judge_the_next_but_not_their_own(app: Flask) -> None:
    desk = new_desk()
    question = desk.approved()
    desk.rewrite(question, "<p>Sửa sau duyệt</p>", by=desk.judge)
    assert authors_of(question) == {desk.writer.person_id, desk.judge.person_id}
    with pytest.raises(NotAllowed):
        desk.approve(question)
    assert desk.approve(question, by=desk.another("manager")).pending is None
    desk.rewrite(question, "<p>Sửa lần nữa</p>", by=desk.writer)
    assert desk.approve(question).pending is None


def test_what_was_changed_since_it_was_read_is_not_decided(app: Flask) -> None:
    desk = new_desk()
    question = desk.write()
    read = digest(question)
    desk.rewrite(question, "<p>Vừa sửa</p>")
    for decide in (
        lambda: approve_question(desk.judge, question.id, read),
        lambda: return_question(desk.judge, question.id, read, "Sai đáp án"),
    ):
        with pytest.raises(Conflict, match="vừa được sửa"):
            decide()
    desk.approve(question)
    with pytest.raises(Conflict, match="không còn chờ"):
        desk.approve(question)


def test_a_returned_question_is_a_draft_again_with_the_reason(app: Flask) -> None:
    desk = new_desk()
    question, changed = desk.write(), desk.rewrite(desk.approved(), "<p>Bản sửa</p>")
    with pytest.raises(Invalid):
        return_question(desk.judge, question.id, digest(question), "  ồ ")
    for each in (question, changed):
        return_question(desk.judge, each.id, digest(each), "Phương án B cũng đúng")
    assert (question.state, question.submitted_at) == (State.DRAFT, None)
    assert (changed.state, changed.submitted_at) == (State.READY, None) and changed.pending is not None
    assert steps_of(question.id)[0].note == "Phương án B cũng đúng" and "question_bank.decided" in news_of(desk.writer)
    assert desk.submit(question, changed) == 2


def test_a_remark_is_answered_and_settled_before_the_approval(app: Flask) -> None:
    desk = new_desk()
    question = desk.write()
    remark = comment_question(desk.judge, question, "options:a", "  Nên là 3 ")
    assert news_of(desk.writer) == ["question_bank.commented"] and remark.text == "Nên là 3"
    with pytest.raises(Conflict, match="góp ý"):
        desk.approve(question)
    answer = answer_comment(desk.writer, question, remark.id, "Đã sửa")
    desk.rewrite(question, "<p>Đã sửa theo góp ý</p>")
    resolve_comment(desk.judge, question, remark.id)
    [thread] = threads_of(question.id)
    assert (thread.remark, thread.number, thread.answers) == (remark, 1, (answer,))
    for late in (lambda: resolve_comment(desk.judge, question, remark.id), lambda: answer_comment(desk.writer, question, remark.id, "Nữa")):
        with pytest.raises(Conflict):
            late()
    with pytest.raises(NotFound):
        resolve_comment(desk.judge, question, answer.id)
    assert desk.approve(question).state == State.READY


def test_remarks_need_words_and_a_place_and_the_right_to_speak(app: Flask) -> None:
    desk = new_desk()
    question, other = desk.write(), desk.write("<p>Câu khác</p>")
    for place, text in (("options:z", "Ổn"), ("", "Ổn"), ("stem", "   "), ("stem", "x" * 2001)):
        with pytest.raises(Invalid):
            comment_question(desk.judge, question, place, text)
    remark = comment_question(desk.judge, question, "whole", "Câu hay")
    with pytest.raises(NotFound):
        resolve_comment(desk.judge, other, remark.id)
    with pytest.raises(NotFound):
        comment_question(new_desk().judge, question, "stem", "Từ nơi khác")


def test_many_are_handed_in_at_once_and_only_what_is_open(app: Flask) -> None:
    desk, foreign = new_desk(), new_desk()
    drafts = [desk.write(f"<p>Câu {n}</p>", state=State.DRAFT) for n in range(3)]
    waiting, approved, elsewhere = desk.write(), desk.approved("<p>Xong</p>"), foreign.write(state=State.DRAFT)
    assert desk.submit(*drafts, waiting, approved, elsewhere) == 3 and elsewhere.state == State.DRAFT
    with pytest.raises(NotFound):
        submit_questions(foreign.writer, desk.bank, [drafts[0].id])
    change_bank(foreign.judge, foreign.bank.id, BankRules("Không duyệt", needs_review=False, cooling_days=0))
    with pytest.raises(Conflict):
        submit_questions(foreign.writer, bank_view(foreign.bank.id), [elsewhere.id])


def test_a_retired_question_comes_back_as_a_draft_for_another_to_approve(app: Flask) -> None:
    desk = new_desk()
    question = desk.rewrite(desk.approved(), "<p>Đang chờ duyệt</p>")
    retire_question(desk.writer, question)
    assert (question.state, question.submitted_at) == (State.RETIRED, None) and drawn(desk) == []
    with pytest.raises(Conflict):
        retire_question(desk.writer, question)
    restore_question(desk.writer, question)
    assert question.state == State.DRAFT and question.pending is None and "Đang chờ duyệt" in question.preview
    with pytest.raises(Conflict):
        restore_question(desk.writer, question)
    assert desk.submit(question) == 1
    with pytest.raises(NotAllowed):
        desk.approve(question, by=desk.writer)
    assert desk.approve(question).state == State.READY


def test_the_rules_of_a_bank_are_for_those_who_approve(app: Flask) -> None:
    desk = new_desk()
    question = desk.write()
    open_gate = BankRules(desk.bank.name, needs_review=False, cooling_days=0)
    with pytest.raises(NotAllowed):
        change_bank(desk.writer, desk.bank.id, open_gate)
    with pytest.raises(Conflict, match="chờ duyệt"):
        change_bank(desk.judge, desk.bank.id, open_gate)
    for name, days in ((" ", 0), ("Tên", -1), ("Tên", 3651)):
        with pytest.raises(Invalid):
            change_bank(desk.judge, desk.bank.id, BankRules(name, needs_review=True, cooling_days=days))
    desk.approve(question)
    change_bank(desk.judge, desk.bank.id, open_gate)
    assert desk.write("<p>Dùng ngay</p>", state=State.READY).state == State.READY


def test_a_question_that_was_seen_rests_for_papers(app: Flask, clock: time_machine.Coordinates) -> None:
    desk = new_desk(cooling_days=30)
    seen, fresh = desk.approved("<p>Đã gặp</p>"), desk.approved("<p>Chưa gặp</p>")
    note_use([seen.id], now(), 12)
    assert [number for number, _ in drawn(desk)] == [fresh.id]
    asked = (desk.bank.id, PoolRule())
    assert counts_available([asked])[asked] == 1 and counts_available([asked], rested=False)[asked] == 2
    session.refresh(seen)
    assert (seen.exposures, seen.last_used_at) == (12, now())
    clock.shift(30 * 86400)
    assert [number for number, _ in drawn(desk)] == [seen.id, fresh.id]


def test_a_change_of_a_retired_question_keeps_no_bank_from_giving_up_review(app: Flask) -> None:
    desk = new_desk()
    question = desk.approved()
    desk.rewrite(question, "<p>Khác</p>", state=State.DRAFT)
    retire_question(desk.judge, question)
    change_bank(desk.judge, desk.bank.id, BankRules(desk.bank.name, needs_review=False, cooling_days=0))
    assert not bank_view(desk.bank.id).needs_review

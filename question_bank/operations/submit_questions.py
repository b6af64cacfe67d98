"""Lay questions before the reviewers: one with its saving, or many at once."""

from __future__ import annotations

from collections.abc import Iterable

from accounts import api as accounts
from core import audit, clock
from core.actor import Actor
from core.errors import Conflict
from core.permissions import Permission as P
from core.words import Message, say
from question_bank import policies
from question_bank.models import Bank, Deed, Question, State
from question_bank.operations.index_questions import note_standing
from question_bank.operations.take_step import take_step
from question_bank.queries.banks import BankView
from question_bank.queries.review import questions_in


def hand_in(actor: Actor, question: Question, *, is_asked: bool) -> bool:
    """Set what saving leaves of the waiting; whether that changed. The reviewers are told when the question begins to wait."""
    waits = question.state == State.REVIEW or (question.state == State.READY and question.pending is not None and is_asked)
    if waits == (question.submitted_at is not None):
        return False
    question.submitted_at = clock.now() if waits else None
    if waits:
        take_step(actor, question, Deed.SUBMITTED)
        audit.record(actor, "question_bank.question_submitted", f"question:{question.id}", ref=question.ref)
        _tell_reviewers(actor, question.bank, 1)
    return True


def submit_questions(actor: Actor, bank: BankView, ids: Iterable[int]) -> int:
    """Hand in those of the questions that are drafts or open changes; how many. Conflict for a bank without review."""
    policies.require_write(actor, bank.organisation_path)
    if not bank.needs_review:
        raise Conflict(say("Ngân hàng này không qua duyệt."))
    handed = [question for question in questions_in(bank.id, ids) if _may_wait(question)]
    for question in handed:
        question.state = State.REVIEW if question.state == State.DRAFT else question.state
        question.submitted_at = clock.now()
        take_step(actor, question, Deed.SUBMITTED)
        audit.record(actor, "question_bank.question_submitted", f"question:{question.id}", ref=question.ref)
    note_standing(question.id for question in handed)
    if handed:
        _tell_reviewers(actor, handed[0].bank, len(handed))
    return len(handed)


def _may_wait(question: Question) -> bool:
    if question.submitted_at is not None:
        return False
    return question.state == State.DRAFT or (question.state == State.READY and question.pending is not None)


def _tell_reviewers(actor: Actor, bank: Bank, count: int) -> None:
    path = accounts.organisation(bank.organisation_id).path
    reviewers = accounts.holders_of(P.BANK_APPROVE, path) - {actor.person_id}
    accounts.notify(reviewers, "question_bank.submitted", _news(bank.name, count), f"/banks/{bank.code}/review")


def _news(bank: str, count: int) -> Message:
    return say("%(count)d câu hỏi của ngân hàng %(bank)s chờ duyệt", count=count, bank=bank)

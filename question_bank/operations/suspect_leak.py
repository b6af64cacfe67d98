"""A question that may be known outside: people say so and lift it again; until then no draw takes it."""

from __future__ import annotations

from accounts import api as accounts
from core import audit, clock
from core.actor import Actor
from core.errors import Conflict, Invalid
from core.events import announce
from core.words import Message, say
from question_bank import policies
from question_bank.events import LeakSuspected
from question_bank.models import Deed, Question
from question_bank.operations.index_questions import note_standing
from question_bank.operations.take_step import take_step
from question_bank.queries.banks import bank_view
from question_bank.queries.paper_uses import drawers_of
from question_bank.queries.review import held_question
from question_bank.rules.life import SHORTEST_REASON

LONGEST_REASON = 500


def suspect_leak(actor: Actor, question_id: int, reason: str) -> Question:
    """Keep the question out of every draw from now on. Invalid without a reason, Conflict when it is suspected already."""
    question = held_question(question_id)
    policies.require_remark(actor, bank_view(question.bank_id).organisation_path)
    reason = _reason(reason, say("Hãy viết lý do nghi lộ, ví dụ thấy câu này ở đâu."))
    if question.suspected_leak_at is not None:
        raise Conflict(say("Câu này đã được đánh dấu nghi lộ."))
    question.suspected_leak_at, question.suspected_leak_by = clock.now(), actor.person_id
    question.suspected_leak_reason = reason
    note_standing([question.id])
    take_step(actor, question, Deed.LEAK_SUSPECTED, reason)
    audit.record(actor, "question_bank.leak_suspected", f"question:{question.id}", ref=question.ref, reason=reason)
    news = say("Câu %(ref)s trong đề bạn đã rút bị nghi lộ", ref=question.ref)
    accounts.notify(drawers_of(question.id) - {actor.person_id}, "question_bank.leak_suspected", news, f"/questions/{question.id}")
    announce(LeakSuspected(question.id, question.ref, reason))
    return question


def lift_leak(actor: Actor, question_id: int, reason: str) -> Question:
    """It may be drawn again. For those who approve; Invalid without a reason, Conflict when nobody suspects it."""
    question = held_question(question_id)
    policies.require_approve(actor, bank_view(question.bank_id).organisation_path)
    reason = _reason(reason, say("Hãy viết vì sao câu này dùng lại được."))
    if question.suspected_leak_at is None:
        raise Conflict(say("Câu này không bị nghi lộ."))
    question.suspected_leak_at, question.suspected_leak_by, question.suspected_leak_reason = None, None, ""
    note_standing([question.id])
    take_step(actor, question, Deed.LEAK_LIFTED, reason)
    audit.record(actor, "question_bank.leak_lifted", f"question:{question.id}", ref=question.ref, reason=reason)
    return question


def _reason(given: str, missing: Message) -> str:
    given = given.strip()
    if len(given) < SHORTEST_REASON:
        raise Invalid(fields={"reason": missing})
    if len(given) > LONGEST_REASON:
        raise Invalid(fields={"reason": say("Lý do dài quá %(n)d ký tự.", n=LONGEST_REASON)})
    return given

"""Reviewers decide: approve the wording they have read, or return it with a reason. Callers need not check; the rules are here."""

from __future__ import annotations

from accounts import api as accounts
from core import audit, clock
from core.actor import Actor
from core.errors import Conflict, Invalid
from core.words import Message, say
from question_bank import policies
from question_bank.models import Deed, Question, Revision, State
from question_bank.operations.describe_question import describe
from question_bank.operations.index_questions import index_questions, note_standing
from question_bank.operations.take_step import take_step
from question_bank.operations.write_revision import adopt
from question_bank.queries.banks import bank_view
from question_bank.queries.review import authors_of, held_question, open_comments
from question_bank.rules.life import SHORTEST_REASON


def approve_question(actor: Actor, question_id: int, sha256: str) -> Question:
    """From now on papers draw the wording of this `Question.reading`, by its labels.

    Conflict when it does not wait any more, was changed since it was read, or has open comments; NotAllowed for its authors.
    """
    question, wording, authors = _waiting(actor, question_id, sha256)
    if open_comments(question.id):
        raise Conflict(say("Câu này còn góp ý chưa giải quyết. Hãy đánh dấu đã giải quyết hoặc trả lại."))
    take_step(actor, question, Deed.APPROVED)
    adopt(question)
    question.state, question.submitted_at, question.updated_at = State.READY, None, clock.now()
    describe(question)
    index_questions([question.id])
    audit.record(actor, "question_bank.question_approved", f"question:{question.id}", ref=question.ref, revision=wording.number)
    _tell(actor, authors, question, say("Câu %(ref)s đã được duyệt", ref=question.ref))
    return question


def return_question(actor: Actor, question_id: int, sha256: str, reason: str) -> Question:
    """Back to its authors, who read the reason; an approved wording stays in use. Raises as approving does, Invalid without a reason."""
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise Invalid(fields={"reason": say("Hãy viết lý do trả lại để người soạn biết cần sửa gì.")})
    question, wording, authors = _waiting(actor, question_id, sha256)
    take_step(actor, question, Deed.RETURNED, reason)
    question.state = State.DRAFT if question.state == State.REVIEW else question.state
    question.submitted_at, question.updated_at = None, clock.now()
    note_standing([question.id])
    audit.record(actor, "question_bank.question_returned", f"question:{question.id}", ref=question.ref, revision=wording.number)
    _tell(actor, authors, question, say("Câu %(ref)s được trả lại: %(reason)s", ref=question.ref, reason=reason[:200]))
    return question


def _waiting(actor: Actor, question_id: int, sha256: str) -> tuple[Question, Revision, frozenset[int]]:
    """The question held as it is now, the wording in question and its authors."""
    question = held_question(question_id)
    authors = authors_of(question)
    policies.require_approve(actor, bank_view(question.bank_id).organisation_path, authors)
    wording = question.newest
    if question.submitted_at is None or wording is None:
        raise Conflict(say("Câu này không còn chờ duyệt."))
    if question.reading != sha256:
        raise Conflict(say("Câu này vừa được sửa. Hãy xem lại bản mới trước khi quyết định."))
    return question, wording, authors


def _tell(actor: Actor, authors: frozenset[int], question: Question, news: Message) -> None:
    accounts.notify(authors - {actor.person_id}, "question_bank.decided", news, f"/questions/{question.id}")

"""Remarks on places of a question's newest wording, answers to them, and their being done with."""

from __future__ import annotations

from accounts import api as accounts
from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid
from core.words import say
from question_bank import policies
from question_bank.models import Comment, Question
from question_bank.queries.banks import bank_view
from question_bank.queries.review import authors_of, comment_row, comments_of
from question_bank.rules.places import places_of

LONGEST = 2000
MOST = 200
"""Comments of one question: a talk longer than this belongs elsewhere."""


def comment_question(actor: Actor, question: Question, place: str, text: str) -> Comment:
    """Say something of a place. Invalid for an empty or too long text and for a place that the wording has not."""
    policies.require_remark(actor, bank_view(question.bank_id).organisation_path)
    wording = question.newest
    if wording is None or place not in dict(places_of(wording.content)):
        raise Invalid(fields={"place": say("Câu này không có chỗ đó.")})
    return _say(actor, question, Comment(revision_id=wording.id, place=place, text=text.strip()))


def answer_comment(actor: Actor, question: Question, comment_id: int, text: str) -> Comment:
    """Answer a remark that is still open. Invalid as above, Conflict when it is done with, NotFound for no remark of this question."""
    policies.require_remark(actor, bank_view(question.bank_id).organisation_path)
    remark = comment_row(question.id, comment_id)
    if remark.resolved_at is not None:
        raise Conflict(say("Góp ý này đã được giải quyết."))
    return _say(actor, question, Comment(revision_id=remark.revision_id, place=remark.place, answers_id=remark.id, text=text.strip()))


def _say(actor: Actor, question: Question, made: Comment) -> Comment:
    before = comments_of(question.id)
    if not made.text or len(made.text) > LONGEST:
        raise Invalid(fields={"text": say("Hãy viết góp ý, không quá %(n)d ký tự.", n=LONGEST)})
    if len(before) >= MOST:
        raise Conflict(say("Câu này đã có quá nhiều góp ý."))
    made.question_id, made.created_by, made.created_at = question.id, actor.person_id, clock.now()
    session.add(made)
    session.flush()
    audit.record(actor, "question_bank.question_commented", f"question:{question.id}", ref=question.ref, comment=made.id)
    spoke = {comment.created_by for comment, _ in before if comment.created_by}
    told = (authors_of(question) | spoke) - {actor.person_id}
    accounts.notify(
        told, "question_bank.commented", say("Có góp ý cho câu %(ref)s", ref=question.ref), f"/questions/{question.id}#comments"
    )
    return made


def resolve_comment(actor: Actor, question: Question, comment_id: int) -> None:
    """The remark is done with, once."""
    policies.require_remark(actor, bank_view(question.bank_id).organisation_path)
    comment = comment_row(question.id, comment_id)
    if comment.resolved_at is not None:
        raise Conflict(say("Góp ý này đã được giải quyết."))
    comment.resolved_by, comment.resolved_at = actor.person_id, clock.now()
    audit.record(actor, "question_bank.comment_resolved", f"question:{question.id}", ref=question.ref, comment=comment.id)

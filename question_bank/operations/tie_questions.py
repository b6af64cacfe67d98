"""Saying of questions what a draw must know: two that may not stand in one paper, and how long one takes."""

from __future__ import annotations

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid, NotFound
from core.words import say
from question_bank import policies
from question_bank.models import Enemy, Question
from question_bank.queries.banks import bank_view
from question_bank.queries.enemies import enemies_with, question_named

MOST = 50
"""Enemies of one question: a matrix with more is one about the question, not about the draw."""
MOST_SECONDS = 7200


def add_enemy(actor: Actor, question_id: int, ref: str) -> Question:
    """The two may not stand in one paper from now on. Invalid for a code that no question of the bank has."""
    question = _writable(actor, question_id)
    other = question_named(question.bank_id, ref.strip())
    if other is None:
        raise Invalid(fields={"ref": say("Ngân hàng này không có câu mang mã đó.")})
    if other.id == question.id:
        raise Invalid(fields={"ref": say("Hãy ghi mã của một câu khác.")})
    known = enemies_with(question.id)
    if any(each.id == other.id for each in known):
        raise Invalid(fields={"ref": say("Hai câu này đã được ghi là không đứng chung đề.")})
    if len(known) >= MOST:
        raise Invalid(fields={"ref": say("Một câu có nhiều nhất %(most)d câu không đứng chung.", most=MOST)})
    first, second = sorted((question.id, other.id))
    session.add(Enemy(question_id=first, other_id=second, created_by=actor.person_id, created_at=clock.now()))
    audit.record(actor, "question_bank.enemy_added", f"question:{question.id}", other=other.id)
    return other


def remove_enemy(actor: Actor, question_id: int, other_id: int) -> None:
    """The two may stand together again. NotFound when they always could."""
    question = _writable(actor, question_id)
    found = session.get(Enemy, tuple(sorted((question.id, other_id))))
    if found is None:
        raise NotFound
    session.delete(found)
    audit.record(actor, "question_bank.enemy_removed", f"question:{question.id}", other=other_id)


def set_seconds(actor: Actor, question_id: int, seconds: int | None) -> None:
    """How long a pupil is expected to need; None: as its kind and level take. Invalid outside 5 seconds to 2 hours."""
    question = _writable(actor, question_id)
    if seconds is not None and not 5 <= seconds <= MOST_SECONDS:
        raise Invalid(fields={"seconds": say("Cần một số từ 5 đến %(most)d.", most=MOST_SECONDS)})
    question.seconds = seconds
    audit.record(actor, "question_bank.seconds_set", f"question:{question.id}", seconds=seconds)


def _writable(actor: Actor, question_id: int) -> Question:
    question = session.get(Question, question_id)
    if question is None:
        raise NotFound
    policies.require_write(actor, bank_view(question.bank_id).organisation_path)
    return question

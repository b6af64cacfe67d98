"""Take a question out of use, or bring it back. Papers that hold one of its revisions keep it."""

from __future__ import annotations

from core import audit, clock
from core.actor import Actor
from core.errors import Conflict
from core.words import say
from question_bank.models import Deed, Question, State
from question_bank.operations.describe_question import describe
from question_bank.operations.index_questions import index_questions, note_standing
from question_bank.operations.take_step import take_step
from question_bank.operations.write_revision import adopt


def retire_question(actor: Actor, question: Question) -> None:
    """No new paper draws it any more."""
    if question.state == State.RETIRED:
        raise Conflict(say("Câu hỏi này đã ngừng dùng."))
    take_step(actor, question, Deed.RETIRED)
    question.state, question.submitted_at, question.updated_at = State.RETIRED, None, clock.now()
    note_standing([question.id])
    audit.record(actor, "question_bank.question_retired", f"question:{question.id}", ref=question.ref)


def restore_question(actor: Actor, question: Question) -> None:
    """Back as a draft, so that somebody looks at it before it is drawn again; a wording that was waiting is now its only one."""
    if question.state != State.RETIRED:
        raise Conflict(say("Câu hỏi này đang được dùng."))
    take_step(actor, question, Deed.RESTORED)
    adopt(question)
    question.state, question.updated_at = State.DRAFT, clock.now()
    describe(question)
    index_questions([question.id])
    audit.record(actor, "question_bank.question_restored", f"question:{question.id}", ref=question.ref)

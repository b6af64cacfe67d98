"""Write a question: a new one, or a new wording of an old one. Nothing is overwritten; the same words make no revision.

In a bank with review an approved question keeps its wording and its labels: new ones wait beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid
from core.words import Message, say
from curriculum import api as curriculum
from question_bank.kinds.contract import Kind
from question_bank.kinds.registry import KINDS
from question_bank.models import Bank, Question, State
from question_bank.operations.describe_question import describe
from question_bank.operations.index_questions import index_questions
from question_bank.operations.submit_questions import hand_in
from question_bank.operations.write_revision import Written, write_revision
from question_bank.queries.review import held_question
from question_bank.rules.life import Labels, state_after

_REF = re.compile(r"[^\s\x00-\x1f][^\x00-\x1f]{0,119}")


@dataclass(frozen=True)
class Draft:
    """A question as written. `topic_code`, `outcome_code` and `level` None leave it untagged; `ref` "" takes the next free one."""

    kind: str
    content: dict[str, Any]
    ref: str = ""
    topic_code: str | None = None
    level: str | None = None
    state: State = State.READY
    category: str = ""
    tags: tuple[str, ...] = ()
    safe: dict[str, Any] | None = None
    """What `safe_content` made of the content, where it is already known."""
    outcome_code: str | None = None
    """An outcome of the topic; without a topic it brings its own."""
    also_by: tuple[int, ...] = ()
    """Who else's work it is: see `Revision.also_by`."""


@dataclass(frozen=True)
class Saved:
    """What saving did: `outcome` is added, revised, retagged or same."""

    question: Question
    outcome: str


def save_question(actor: Actor, bank_id: int, draft: Draft, question: Question | None = None, *, noted: bool = True) -> Saved:
    """Save `draft` as a new question of the bank or as the newest wording of `question`. Callers check the policy.

    Raises Invalid with `fields` by the kind's places (`body.options.1.text`) or `ref`, `topic`, `outcome`, `level`, `kind`.
    `noted=False` leaves the audit record to a caller that saves many at once.
    """
    topic_id, outcome_id = check_draft(draft)
    needs_review = session.get_one(Bank, bank_id).needs_review
    if question is None:
        question, outcome = _new(actor, bank_id, draft), "added"
    else:
        held_question(question.id)  # a wording approved meanwhile must not be replaced as if it still waited
        _require_open(question, draft)
        outcome = "same"
    was = State(question.state) if outcome != "added" else None
    state = state_after(draft.state, was, needs_review=needs_review)
    before = (question.labels, question.state, question.category, question.tags)
    question.state, question.category, question.tags = str(state), draft.category, list(draft.tags)
    wording = Written(draft.content, Labels(topic_id, outcome_id, draft.level), draft.safe, draft.also_by)
    revised = write_revision(actor, question, wording, needs_review=needs_review)
    after = (question.labels, question.state, question.category, question.tags)
    describe(question)
    is_handed = hand_in(actor, question, is_asked=draft.state == State.REVIEW and needs_review)
    if outcome != "added":
        outcome = "revised" if revised else "retagged" if is_handed or before != after else "same"
    if outcome != "same":
        question.updated_at = clock.now()
        index_questions([question.id])
        if noted:
            audit.record(actor, f"question_bank.question_{outcome}", f"question:{question.id}", ref=question.ref, state=question.state)
    return Saved(question, outcome)


def _require_open(question: Question, draft: Draft) -> None:
    if question.kind != draft.kind:
        raise Conflict(say("Không đổi được dạng của câu hỏi đã có. Hãy tạo câu hỏi mới."))
    if question.state == State.RETIRED and draft.state != State.RETIRED:
        raise Conflict(say("Câu hỏi này đã ngừng dùng. Hãy khôi phục câu hỏi trước khi sửa."))


def _kind(draft: Draft) -> Kind:
    if draft.kind not in KINDS:
        raise Invalid(fields={"kind": say("Không có dạng câu hỏi này.")})
    return KINDS[draft.kind]


def faults_of(draft: Draft) -> dict[str, Message]:
    """What is wrong with the wording and the ref, by place."""
    fields: dict[str, Message] = {}
    for problem in _kind(draft).check(draft.content):
        fields.setdefault(problem.place, problem.message)
    if draft.ref and not _REF.fullmatch(draft.ref):
        fields["ref"] = say("Mã câu hỏi dài quá 120 ký tự hoặc có ký tự lạ.")
    return fields


def check_draft(draft: Draft) -> tuple[int | None, int | None]:
    """(topic's id, outcome's id) of a draft that can be saved; Invalid with what is wrong, as `save_question`."""
    fields = faults_of(draft)
    topic = curriculum.topic_named(draft.topic_code) if draft.topic_code else None
    if draft.topic_code and topic is None:
        fields["topic"] = say("Không có chủ đề với mã %(code)s.", code=draft.topic_code)
    outcome = curriculum.outcome_named(draft.outcome_code) if draft.outcome_code else None
    if draft.outcome_code and outcome is None:
        fields["outcome"] = say("Không có yêu cầu cần đạt với mã %(code)s.", code=draft.outcome_code)
    if outcome and topic and outcome.topic_id != topic.id:
        fields["outcome"] = say("Yêu cầu cần đạt %(code)s không thuộc chủ đề đã chọn.", code=outcome.code)
    if draft.level and draft.level not in {level.code for level in curriculum.levels()}:
        fields["level"] = say("Không có mức độ với mã %(code)s.", code=draft.level)
    if fields:
        raise Invalid(say("Câu hỏi còn chỗ chưa đúng."), fields)
    topic_id = topic.id if topic else outcome.topic_id if outcome else None
    return topic_id, outcome.id if outcome else None


def _new(actor: Actor, bank_id: int, draft: Draft) -> Question:
    ref = draft.ref or _next_ref(bank_id)
    if session.scalar(select(Question.id).where(Question.bank_id == bank_id, Question.ref == ref)) is not None:
        raise Invalid(fields={"ref": say("Mã này đã có câu hỏi khác trong ngân hàng dùng.")})
    moment = clock.now()
    question = Question(
        bank_id=bank_id, ref=ref, kind=draft.kind, level=draft.level, tags=[], category="",
        created_by=actor.person_id, created_at=moment, updated_at=moment, state=State.DRAFT,
    )  # fmt: skip
    session.add(question)
    return question


def _next_ref(bank_id: int) -> str:
    number = (session.scalar(select(func.count()).where(Question.bank_id == bank_id)) or 0) + 1
    taken = set(session.scalars(select(Question.ref).where(Question.bank_id == bank_id, Question.ref.startswith("C"))))
    return next(ref for n in range(number, number + len(taken) + 1) if (ref := f"C{n:04d}") not in taken)

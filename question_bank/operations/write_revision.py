"""Write the next wording of a question, with the labels that draws go by.

In a bank with review labels go the way of the wording: those of an approved question wait beside it for another person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import func, select

from core import clock
from core.actor import Actor
from core.db import session
from question_bank.kinds.registry import KINDS
from question_bank.models import Question, Revision, State
from question_bank.rules.content import digest, safe_content
from question_bank.rules.life import Labels


@dataclass(frozen=True)
class Written:
    """A wording and its labels. `safe` is what `safe_content` makes of it (None: not made yet), `also_by` as `Revision.also_by`."""

    content: Mapping[str, Any]
    labels: Labels
    safe: Mapping[str, Any] | None = None
    also_by: tuple[int, ...] = ()


def write_revision(actor: Actor, question: Question, new: Written, *, needs_review: bool) -> bool:
    """Whether a revision was written or taken back: the same words and labels make none. The state has been set; an approved question keeps both.

    The approved words and labels again end the waiting. Without review labels make no revision: they are set.
    """
    sha256, newest, old = digest(question.kind, new.content), question.newest, question.labels
    has_same_words, proposed = newest is not None and newest.sha256 == sha256, question.proposed
    waits = needs_review and question.state == State.READY and question.current is not None
    if not waits:
        question.labels = new.labels
    if has_same_words and (not needs_review or proposed == new.labels):
        return False
    if waits and question.pending is not None and _is_approved(question, sha256, new.labels):
        question.pending = None
        return True
    brings = new.labels if needs_review and newest is not None and new.labels != old else None
    revision = _revision(actor, question, new, sha256, brings)
    if waits:
        question.pending = revision
    else:
        question.current, question.pending = revision, None
    session.flush()
    return True


def relabel(actor: Actor, question: Question, labels: Labels, *, needs_review: bool) -> None:
    """Its newest wording with other labels; as `write_revision`."""
    newest = question.newest
    if not needs_review or newest is None:
        question.labels = labels
    elif labels != question.proposed:
        write_revision(actor, question, Written(newest.content, labels, newest.safe), needs_review=True)


def adopt(question: Question) -> None:
    """The newest wording and its labels are those that papers draw. Words that were drawn before go on as they are, with their figures."""
    question.labels = question.proposed
    if question.current is None or question.pending is None or question.current.sha256 != question.pending.sha256:
        question.current = question.newest
    question.pending = None


def _is_approved(question: Question, sha256: str, labels: Labels) -> bool:
    return question.current is not None and question.current.sha256 == sha256 and question.labels == labels


def _revision(actor: Actor, question: Question, new: Written, sha256: str, brings: Labels | None) -> Revision:
    session.flush()  # a new question gets its id
    revision = Revision(
        question_id=question.id, number=_next_number(question), kind=question.kind, content=new.content,
        safe=new.safe if new.safe is not None else safe_content(KINDS[question.kind], new.content), sha256=sha256,
        labels=asdict(brings) if brings is not None else None, created_by=actor.person_id, also_by=list(new.also_by), created_at=clock.now(),
    )  # fmt: skip
    session.add(revision)
    return revision


def _next_number(question: Question) -> int:
    if question.current is None:
        return 1
    return (session.scalar(select(func.max(Revision.number)).where(Revision.question_id == question.id)) or 0) + 1

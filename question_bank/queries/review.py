"""What waits for approval, who wrote it, what was said about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import joinedload

from core.db import session
from core.errors import NotFound
from curriculum import api as curriculum
from question_bank.models import Comment, Deed, Question, Revision, State, Step


@dataclass(frozen=True)
class WaitingLine:
    """A question as the queue lists it; `is_change` if an approved wording is in use meanwhile. `preview` is safe HTML."""

    id: int
    ref: str
    kind: str
    preview: str
    submitted_at: datetime | None
    is_change: bool
    is_suspected: bool


@dataclass(frozen=True)
class Thread:
    """A remark, the number of the wording that it is about, and what was answered."""

    remark: Comment
    number: int
    answers: tuple[Comment, ...]

    @property
    def people(self) -> set[int]:
        """Everybody named in it."""
        spoke = (self.remark.created_by, self.remark.resolved_by, *(answer.created_by for answer in self.answers))
        return {person for person in spoke if person is not None}


@dataclass(frozen=True)
class Queue:
    """Which waiting questions a reviewer looks at: of a topic or any below it, of a kind. "" asks nothing."""

    topic: str = ""
    kind: str = ""


MOST_STEPS = 200
"""What a page tells of the life of a question."""
_COLUMNS = (
    Question.id, Question.ref, Question.kind, Question.preview, Question.submitted_at, Question.pending_revision_id.is_not(None),
    Question.suspected_leak_at.is_not(None),
)  # fmt: skip


def waiting(bank_id: int, wanted: Queue) -> Select[*tuple[Any, ...]]:
    """The bank's questions that wait for reviewers, oldest first; read each with `waiting_line`."""
    return select(*_COLUMNS).where(*_waits(bank_id, wanted)).order_by(Question.submitted_at, Question.id)


def _waits(bank_id: int, wanted: Queue) -> list[ColumnElement[bool]]:
    asked = [Question.bank_id == bank_id, Question.submitted_at.is_not(None)]
    if wanted.topic:
        asked.append(Question.topic_id.in_(curriculum.topic_ids_under(wanted.topic)))
    if wanted.kind:
        asked.append(Question.kind == wanted.kind)
    return asked


def unsubmitted(bank_id: int) -> Select[*tuple[Any, ...]]:
    """Drafts and changes that nobody has handed in yet, by ref; read each with `waiting_line`."""
    open_change = Question.pending_revision_id.is_not(None) & (Question.state == State.READY)
    asked = select(*_COLUMNS).where(Question.bank_id == bank_id, Question.submitted_at.is_(None))
    return asked.where(or_(Question.state == State.DRAFT, open_change)).order_by(Question.ref, Question.id)


def waiting_line(row: Row[int, str, str, str, datetime | None, bool, bool]) -> WaitingLine:
    return WaitingLine(*row)


def has_open_matters(bank_id: int) -> bool:
    """Whether anything waits, or a change of an approved question is being written."""
    # A retired question's change waits for nobody: whoever restores the question takes it for the wording.
    is_changing = Question.pending_revision_id.is_not(None) & (Question.state == State.READY)
    waits = or_(Question.submitted_at.is_not(None), is_changing)
    return session.scalar(select(Question.id).where(Question.bank_id == bank_id, waits).limit(1)) is not None


def beside(question: Question, wanted: Queue) -> tuple[int | None, int | None]:
    """The ids of the questions before and after this one in the queue; none of one that waits no more."""
    if question.submitted_at is None:
        return None, None
    queue = select(Question.id).where(*_waits(question.bank_id, wanted))
    place = (Question.submitted_at, Question.id)
    at = question.submitted_at
    earlier = or_(Question.submitted_at < at, (Question.submitted_at == at) & (Question.id < question.id))
    later = or_(Question.submitted_at > at, (Question.submitted_at == at) & (Question.id > question.id))
    before = session.scalar(queue.where(earlier).order_by(*(column.desc() for column in place)).limit(1))
    return before, session.scalar(queue.where(later).order_by(*place).limit(1))


def held_question(question_id: int) -> Question:
    """The question as it is now, held until the transaction ends; NotFound when there is none."""
    found = session.get(Question, question_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound
    return found


def authors_of(question: Question) -> frozenset[int]:
    """Who began the question, and everybody who had a hand in a wording or label since the last approved one.

    None of them may approve the newest. Whoever brought the file that it came from has had a hand in it.
    """
    approved = select(func.max(Revision.number)).join(Step, Step.revision_id == Revision.id)
    approved = approved.where(Step.question_id == question.id, Step.deed == Deed.APPROVED)
    last = session.scalar(approved) or 0
    if question.pending is not None and question.current is not None:
        last = max(last, question.current.number)
    written = select(Revision.created_by, Revision.also_by).where(Revision.question_id == question.id, Revision.number > last)
    people = {question.created_by}
    for created_by, also_by in session.execute(written):
        people.update((created_by, *also_by))
    return frozenset(person_id for person_id in people if person_id is not None)


def steps_of(question_id: int) -> list[Step]:
    """The latest deeds, newest first."""
    return list(session.scalars(select(Step).where(Step.question_id == question_id).order_by(Step.id.desc()).limit(MOST_STEPS)))


def comments_of(question_id: int) -> list[tuple[Comment, int]]:
    """Every comment with the number of the wording it is about, oldest first: see `threads_of`."""
    found = select(Comment, Revision.number).join(Revision, Revision.id == Comment.revision_id)
    return [(comment, number) for comment, number in session.execute(found.where(Comment.question_id == question_id).order_by(Comment.id))]


def threads_of(question_id: int) -> list[Thread]:
    """Every remark with its answers: open ones first, oldest first."""
    comments = comments_of(question_id)
    answers: dict[int | None, list[Comment]] = {}
    for comment, _ in comments:
        answers.setdefault(comment.answers_id, []).append(comment)
    made = [Thread(comment, number, tuple(answers.get(comment.id, ()))) for comment, number in comments if comment.answers_id is None]
    return sorted(made, key=lambda thread: thread.remark.resolved_at is not None)


def open_comments(question_id: int) -> int:
    """How many remarks nobody has resolved; their answers are not counted."""
    mine = select(func.count()).where(Comment.question_id == question_id, Comment.answers_id.is_(None))
    return session.scalar(mine.where(Comment.resolved_at.is_(None))) or 0


def comment_row(question_id: int, comment_id: int) -> Comment:
    """A remark of this question, no answer to one; NotFound when it is another's."""
    mine = select(Comment).where(Comment.id == comment_id, Comment.question_id == question_id, Comment.answers_id.is_(None))
    found = session.scalar(mine)
    if found is None:
        raise NotFound
    return found


def questions_in(bank_id: int, ids: Iterable[int]) -> list[Question]:
    """Those of the ids that stand in the bank, by id, with their wordings, held until the transaction ends."""
    found = select(Question).where(Question.bank_id == bank_id, Question.id.in_(set(ids))).order_by(Question.id)
    loaded = found.options(joinedload(Question.current), joinedload(Question.pending))
    return list(session.scalars(loaded.with_for_update(of=Question).execution_options(populate_existing=True)))

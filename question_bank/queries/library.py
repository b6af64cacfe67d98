"""The library: which questions a person is looking for, and what the list shows of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select

from core.db import session
from core.folding import fold
from curriculum import api as curriculum
from question_bank.models import Question, State


@dataclass(frozen=True)
class Filter:
    """What the address asks for. An empty `state` means all that is in use; "all" takes retired ones too."""

    topic: str = ""
    level: str = ""
    kind: str = ""
    state: str = ""
    words: str = ""

    @property
    def asks(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.topic or self.level or self.kind or self.state or self.words)


@dataclass(frozen=True)
class QuestionLine:
    """A question as the list shows it. `preview` is safe HTML."""

    id: int
    ref: str
    kind: str
    topic_id: int | None
    level: str | None
    state: str
    preview: str
    pending_revision_id: int | None = None
    submitted_at: datetime | None = None
    suspected_leak_at: datetime | None = None


LineRow = Row[int, str, str, int | None, str | None, str, str, int | None, datetime | None, datetime | None]
IN_USE = (State.DRAFT, State.REVIEW, State.READY)


def found_by(bank_id: int, wanted: Filter) -> Select[*tuple[Any, ...]]:
    """The questions of the bank that `wanted` lets through, by ref; read each with `line_of`."""
    columns = (
        Question.id, Question.ref, Question.kind, Question.topic_id, Question.level, Question.state, Question.preview,
        Question.pending_revision_id, Question.submitted_at, Question.suspected_leak_at,
    )  # fmt: skip
    found = select(*columns).where(Question.bank_id == bank_id)
    if wanted.state != "all":
        found = found.where(Question.state == wanted.state if wanted.state else Question.state.in_(IN_USE))
    if wanted.topic:
        ids = curriculum.topic_ids_under(wanted.topic)
        found = found.where(Question.topic_id.in_(ids) if wanted.topic != "-" else Question.topic_id.is_(None))
    if wanted.level:
        found = found.where(Question.level == wanted.level if wanted.level != "-" else Question.level.is_(None))
    if wanted.kind:
        found = found.where(Question.kind == wanted.kind)
    for word in fold(wanted.words).split()[:10]:
        found = found.where(Question.search.contains(word, autoescape=True))
    return found.order_by(Question.ref, Question.id)


def line_of(row: LineRow) -> QuestionLine:
    return QuestionLine(*row)


def state_counts(bank_id: int) -> dict[str, int]:
    """How many questions stand in each state."""
    counted = select(Question.state, func.count()).where(Question.bank_id == bank_id).group_by(Question.state)
    return {state: count for state, count in session.execute(counted)}


def topic_choices(subject_code: str | None) -> list[curriculum.TopicView]:
    """The topics to choose from: the bank's subject, or every subject when it has none."""
    return curriculum.topics(subject_code) if subject_code else curriculum.all_topics()


def outcome_choices(topics: Sequence[curriculum.TopicView]) -> list[tuple[curriculum.TopicView, list[curriculum.OutcomeView]]]:
    """The outcomes of the topics, topic by topic as the tree reads; topics without one are left out."""
    by_topic: dict[int, list[curriculum.OutcomeView]] = {}
    for outcome in curriculum.outcomes(topic.id for topic in topics):
        by_topic.setdefault(outcome.topic_id, []).append(outcome)
    return [(topic, by_topic[topic.id]) for topic in topics if topic.id in by_topic]

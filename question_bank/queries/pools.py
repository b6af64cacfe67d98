"""What a paper can be drawn from, and the frozen wordings it then holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, func, select

from core.db import session
from curriculum import api as curriculum
from question_bank.kinds.registry import KINDS
from question_bank.models import Question, Revision, State
from question_bank.queries.drawable import cooling, for_papers, leaked, ready

SILENT = frozenset(code for code, kind in KINDS.items() if kind.marking == "nobody")
"""Kinds that ask nothing, as a description: no rule draws them unless it names the kind."""


@dataclass(frozen=True)
class PoolRule:
    """Which questions: of a topic or any below it, of a level, of a kind. None asks nothing."""

    topic_code: str | None = None
    level: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Offered:
    """A ready question as a paper or a practice set is drawn from it."""

    question_id: int
    revision_id: int
    bank_id: int
    kind: str
    topic_id: int | None
    level: str | None


@dataclass(frozen=True)
class QuestionView:
    """A question as it stands now, whatever its state; `is_ready` if it may be asked. `preview` is one line of safe HTML."""

    id: int
    bank_id: int
    revision_id: int | None
    kind: str
    topic_id: int | None
    outcome_id: int | None
    level: str | None
    is_ready: bool
    preview: str


@dataclass(frozen=True)
class RevisionView:
    """One wording. `content` is as written, for marking and for `Kind.show`; `safe` is cleaned, for readers."""

    id: int
    question_id: int
    ref: str
    kind: str
    content: dict[str, Any]
    safe: dict[str, Any]
    topic_id: int | None
    level: str | None
    outcome_id: int | None


@dataclass(frozen=True)
class Held:
    """Ready questions that a paper may not take now: suspected of having leaked, or seen too lately."""

    leaked: int = 0
    cooling: int = 0


Asked = tuple[int, PoolRule]


def counts_available(wanted: Iterable[Asked], *, rested: bool = True) -> dict[Asked, int]:
    """How many questions each rule could draw from its bank: three queries for all.

    `rested` leaves out those that cool, as papers do; a person's own practice does not ask who has seen a question.
    """
    asked = list(wanted)
    return _counted(asked, for_papers({bank_id for bank_id, _ in asked}) if rested else ready())


def counts_held(wanted: Iterable[Asked]) -> dict[Asked, Held]:
    """How many ready questions of each rule are held back, and why; one that is both counts as leaked."""
    asked = list(wanted)
    leaks = _counted(asked, leaked())
    rests = _counted(asked, (*ready(), cooling({bank_id for bank_id, _ in asked})))
    return {key: Held(leaks[key], rests[key]) for key in asked}


def _counted(wanted: Iterable[Asked], conditions: Iterable[ColumnElement[bool]]) -> dict[Asked, int]:
    asked = {(bank_id, rule.topic_code, rule.level, rule.kind): (bank_id, rule) for bank_id, rule in wanted}
    counts = dict.fromkeys(asked, 0)
    topics = {topic for _, topic, _, _ in asked}
    codes = curriculum.codes_above(code for code in topics if code is not None) if topics - {None} else {}
    shape = (Question.bank_id, Question.topic_id, Question.level, Question.kind)
    found = [Question.bank_id.in_({bank_id for bank_id, _, _, _ in asked}), *conditions]
    if None not in topics:
        found.append(Question.topic_id.in_(list(codes)))
    for bank_id, topic_id, level, kind, count in session.execute(select(*shape, func.count()).where(*found).group_by(*shape)):
        above = codes.get(topic_id, ()) if topic_id is not None else ()
        for drawn_by in product((bank_id,), (None, *above), {level, None}, (kind,) if kind in SILENT else (kind, None)):
            if drawn_by in counts:
                counts[drawn_by] += count
    return {key: counts[drawn_by] for drawn_by, key in asked.items()}


def pool(bank_id: int, rule: PoolRule) -> list[tuple[int, int]]:
    """(question_id, revision_id) of every question of the rule that a paper may hold now, by id, so that a seed draws the same each time."""
    found = select(Question.id, Question.current_revision_id).where(*_available(bank_id, rule)).order_by(Question.id)
    return [(question_id, revision_id) for question_id, revision_id in session.execute(found) if revision_id is not None]


def offered(bank_ids: Iterable[int], kinds: Iterable[str], topic_ids: Iterable[int] | None = None) -> list[Offered]:
    """Every ready question of those kinds (and topics, unless None) in those banks, by id: one query over several banks."""
    columns = (Question.id, Question.current_revision_id, Question.bank_id, Question.kind, Question.topic_id, Question.level)
    found = select(*columns).where(*_ready(bank_ids, kinds), Question.current_revision_id.is_not(None))
    if topic_ids is not None:
        found = found.where(Question.topic_id.in_(set(topic_ids)))
    return [
        Offered(question_id, revision_id, bank_id, kind, topic_id, level)
        for question_id, revision_id, bank_id, kind, topic_id, level in session.execute(found.order_by(Question.id))
        if revision_id is not None
    ]


def counts_by_topic(bank_ids: Iterable[int], kinds: Iterable[str]) -> dict[int, int]:
    """How many ready questions of those kinds each topic has in those banks, not counting topics below it: one query."""
    counted = select(Question.topic_id, func.count()).where(*_ready(bank_ids, kinds), Question.topic_id.is_not(None))
    return {topic_id: count for topic_id, count in session.execute(counted.group_by(Question.topic_id)) if topic_id is not None}


def ready_counts(bank_ids: Iterable[int], kinds: Iterable[str]) -> dict[int, int]:
    """How many ready questions of those kinds each of those banks has; banks without one are left out."""
    counted = select(Question.bank_id, func.count()).where(*_ready(bank_ids, kinds)).group_by(Question.bank_id)
    return {bank_id: count for bank_id, count in session.execute(counted)}


def _ready(bank_ids: Iterable[int], kinds: Iterable[str]) -> tuple[ColumnElement[bool], ...]:
    return Question.bank_id.in_(set(bank_ids)), *ready(), Question.kind.in_(set(kinds))


def question_views(ids: Iterable[int]) -> dict[int, QuestionView]:
    """The questions of those ids as they stand, by id; unknown ids are left out."""
    columns = (
        Question.id, Question.bank_id, Question.current_revision_id, Question.kind, Question.topic_id, Question.outcome_id,
        Question.level, Question.state, Question.suspected_leak_at, Question.preview,
    )  # fmt: skip
    found = session.execute(select(*columns).where(Question.id.in_(set(ids))))
    return {
        question_id: QuestionView(
            question_id, bank_id, revision_id, kind, topic_id, outcome_id, level, state == State.READY and leaked_at is None, preview
        )
        for question_id, bank_id, revision_id, kind, topic_id, outcome_id, level, state, leaked_at, preview in found
    }  # fmt: skip


def _available(bank_id: int, rule: PoolRule) -> list[ColumnElement[bool]]:
    asked = [Question.bank_id == bank_id, *for_papers([bank_id])]
    if rule.topic_code is not None:
        asked.append(Question.topic_id.in_(curriculum.topic_ids_under(rule.topic_code)))
    if rule.level is not None:
        asked.append(Question.level == rule.level)
    if rule.kind is not None:
        return [*asked, Question.kind == rule.kind]
    return [*asked, Question.kind.not_in(SILENT)]


def revisions(ids: Iterable[int]) -> dict[int, RevisionView]:
    """The wordings of those ids, by id; unknown ids are left out."""
    columns = (
        Revision.id, Revision.question_id, Question.ref, Revision.kind,
        Revision.content, Revision.safe, Question.topic_id, Question.level, Question.outcome_id,
    )  # fmt: skip
    found = session.execute(select(*columns).join(Question, Question.id == Revision.question_id).where(Revision.id.in_(set(ids))))
    return {row.id: RevisionView(*row) for row in found}

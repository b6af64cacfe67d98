"""What a paper can be drawn from, and the frozen wordings it then holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from core.db import session
from curriculum import api as curriculum
from question_bank.kinds.contract import Order
from question_bank.kinds.registry import KINDS
from question_bank.models import Question, Revision, State
from question_bank.queries.drawable import cooling, for_papers, ready

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

    def for_form(self, order: Order) -> RevisionView:
        """What the form with this order asks: of a question with variants, the one that the order names first."""
        kind = KINDS[self.kind]
        return replace(self, content=dict(kind.for_form(self.content, order)), safe=dict(kind.for_form(self.safe, order)))


Asked = tuple[int, PoolRule]
"""(bank, rule)."""


@dataclass(frozen=True)
class Stock:
    """What a bank has for one rule of a paper: questions it may take, and ready ones held back, suspected of having leaked or cooling."""

    available: int = 0
    leaked: int = 0
    cooling: int = 0


def counts_available(wanted: Iterable[Asked], *, rested: bool = True) -> dict[Asked, int]:
    """How many questions each rule could draw from its bank: three queries for all.

    `rested` leaves out those that cool, as papers do; a person's own practice does not ask who has seen a question.
    """
    return {asked: stock.available + (0 if rested else stock.cooling) for asked, stock in stocks(wanted).items()}


def stocks(wanted: Iterable[Asked]) -> dict[Asked, Stock]:
    """What each rule finds in its bank, and what is held back and why: three queries for all. Both leaked and cooling counts as leaked."""
    asked = {(bank_id, rule.topic_code, rule.level, rule.kind): (bank_id, rule) for bank_id, rule in wanted}
    found = dict.fromkeys(asked, (0, 0, 0))
    topics = {topic for _, topic, _, _ in asked}
    codes = curriculum.codes_above(code for code in topics if code is not None) if topics - {None} else {}
    for bank_id, topic_id, level, kind, *counts in session.execute(_stock_counts(asked, None if None in topics else list(codes))):
        above = codes.get(topic_id, ()) if topic_id is not None else ()
        for drawn_by in product((bank_id,), (None, *above), {level, None}, (kind,) if kind in SILENT else (kind, None)):
            if drawn_by in found:
                found[drawn_by] = tuple(map(add, found[drawn_by], counts))
    return {key: Stock(*found[drawn_by]) for drawn_by, key in asked.items()}


def _stock_counts(asked: Iterable[tuple[int, object, object, object]], topic_ids: list[int] | None) -> Select[*tuple[Any, ...]]:
    bank_ids = {bank_id for bank_id, *_ in asked}
    shape = (Question.bank_id, Question.topic_id, Question.level, Question.kind)
    rests, is_leaked = cooling(bank_ids), Question.suspected_leak_at.is_not(None)
    groups = (~is_leaked & ~rests, is_leaked, ~is_leaked & rests)
    counted = select(*shape, *(func.sum(case((group, 1), else_=0)) for group in groups))
    counted = counted.where(Question.bank_id.in_(bank_ids), Question.state == State.READY)
    return (counted if topic_ids is None else counted.where(Question.topic_id.in_(topic_ids))).group_by(*shape)


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

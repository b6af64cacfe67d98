"""What a paper can be drawn from, and the frozen wordings it then holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from core.db import session
from curriculum import api as curriculum
from question_bank.kinds.registry import KINDS
from question_bank.models import Question, Revision, State


@dataclass(frozen=True)
class PoolRule:
    """Which questions: of a topic or any below it, of a level, of a kind. None asks nothing."""

    topic_code: str | None = None
    level: str | None = None
    kind: str | None = None


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


def count_available(bank_id: int, rule: PoolRule) -> int:
    """How many ready questions the rule could draw."""
    return session.scalar(select(func.count()).select_from(Question).where(*_available(bank_id, rule))) or 0


def pool(bank_id: int, rule: PoolRule) -> list[tuple[int, int]]:
    """(question_id, revision_id) of every ready question of the rule, by id, so that a seed draws the same each time."""
    found = select(Question.id, Question.current_revision_id).where(*_available(bank_id, rule)).order_by(Question.id)
    return [(question_id, revision_id) for question_id, revision_id in session.execute(found) if revision_id is not None]


def _available(bank_id: int, rule: PoolRule) -> list[ColumnElement[bool]]:
    asked = [Question.bank_id == bank_id, Question.state == State.READY]
    if rule.topic_code is not None:
        asked.append(Question.topic_id.in_(curriculum.topic_ids_under(rule.topic_code)))
    if rule.level is not None:
        asked.append(Question.level == rule.level)
    if rule.kind is not None:
        return [*asked, Question.kind == rule.kind]
    # A description asks nothing, so no rule draws it unless it names the kind.
    return [*asked, Question.kind.not_in([code for code, kind in KINDS.items() if kind.marking == "nobody"])]


def revisions(ids: Iterable[int]) -> dict[int, RevisionView]:
    """The wordings of those ids, by id; unknown ids are left out."""
    found = session.execute(
        select(Revision, Question.ref, Question.topic_id, Question.level)
        .join(Question, Question.id == Revision.question_id)
        .where(Revision.id.in_(set(ids)))
    )
    return {r.id: RevisionView(r.id, r.question_id, ref, r.kind, r.content, r.safe, topic_id, level) for r, ref, topic_id, level in found}

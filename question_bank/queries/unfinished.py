"""What a person has put aside unfinished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select

from core.db import session
from core.errors import NotFound
from question_bank.models import Question, Unfinished


@dataclass(frozen=True)
class UnfinishedLine:
    """One of them as the list shows it. `opening` is safe html, "" without a stem; `ref` "" for a new question."""

    id: int
    kind: str
    opening: str
    topic_code: str
    question_id: int | None
    ref: str
    kept_at: datetime


_COLUMNS = (
    Unfinished.id, Unfinished.kind, Unfinished.opening, Unfinished.labels, Unfinished.question_id, Question.ref, Unfinished.kept_at,
)  # fmt: skip


def unfinished_in(person_id: int | None, bank_id: int) -> Select[*tuple[Any, ...]]:
    """A person's own in a bank, the latest first; read each with `unfinished_line`."""
    own = select(*_COLUMNS).outerjoin(Question, Question.id == Unfinished.question_id)
    own = own.where(Unfinished.author_id == person_id, Unfinished.bank_id == bank_id)
    return own.order_by(Unfinished.kept_at.desc(), Unfinished.id.desc())


def unfinished_line(row: Row[int, str, str, dict[str, str], int | None, str | None, datetime]) -> UnfinishedLine:
    unfinished_id, kind, opening, labels, question_id, ref, kept_at = row
    return UnfinishedLine(unfinished_id, kind, opening, labels.get("topic", ""), question_id, ref or "", kept_at)


def unfinished_count(person_id: int | None, bank_id: int) -> int:
    """How many a person has in a bank."""
    own = select(func.count()).where(Unfinished.author_id == person_id, Unfinished.bank_id == bank_id)
    return session.scalar(own) or 0


def unfinished_of(person_id: int | None, question_id: int) -> Unfinished | None:
    """A person's own of that question."""
    return session.scalar(select(Unfinished).where(Unfinished.author_id == person_id, Unfinished.question_id == question_id))


def unfinished_row(unfinished_id: int, *, held: bool = False) -> Unfinished:
    """That one, `held` until the transaction ends when it is to be changed; NotFound when it is gone."""
    found = session.get(Unfinished, unfinished_id, with_for_update=held or None, populate_existing=held)
    if found is None:
        raise NotFound
    return found

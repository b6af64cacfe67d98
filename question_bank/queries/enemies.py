"""Which questions may not stand in one paper with another."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, or_, select

from core.db import session
from question_bank.models import Enemy, Question


@dataclass(frozen=True)
class EnemyLine:
    """The other question, as a list shows it. `preview` is safe HTML."""

    id: int
    ref: str
    preview: str


def enemies_with(question_id: int) -> list[EnemyLine]:
    """The questions that may not stand with this one, by code."""
    other = case((Enemy.question_id == question_id, Enemy.other_id), else_=Enemy.question_id)
    pairs = select(other.label("id")).where(or_(Enemy.question_id == question_id, Enemy.other_id == question_id)).subquery()
    found = session.execute(
        select(Question.id, Question.ref, Question.preview).join(pairs, pairs.c.id == Question.id).order_by(Question.ref)
    )
    return [EnemyLine(*row) for row in found]


def question_named(bank_id: int, ref: str) -> Question | None:
    """The question of the bank with that code."""
    return session.scalar(select(Question).where(Question.bank_id == bank_id, Question.ref == ref))

"""The mistakes notebook: cards, when they come back, and what was answered last."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVarTuple

from sqlalchemy import Select, func, select

from core.db import session
from core.errors import NotFound
from review.models import Attempt, Card, OpenBank
from review.rules.scheduling import midnight

Found = TypeVarTuple("Found")
AHEAD = 7
"""Days that the outlook shows."""


@dataclass(frozen=True)
class Wanted:
    """What the notebook's address asks for; `topic_ids` None means every topic."""

    subject_code: str = ""
    topic_ids: tuple[int, ...] | None = None
    settled: bool = False


def cards_of(person_id: int, wanted: Wanted) -> Select[Card]:
    """The cards of the notebook, what is due first; settled ones by when they were settled, newest first."""
    found = _open(select(Card), person_id).where(Card.settled_at.is_not(None) if wanted.settled else Card.settled_at.is_(None))
    if wanted.subject_code:
        found = found.where(Card.subject_code == wanted.subject_code)
    if wanted.topic_ids is not None:
        found = found.where(Card.topic_id.in_(wanted.topic_ids))
    order = Card.settled_at.desc() if wanted.settled else Card.due_at
    return found.order_by(order, Card.question_id)


def card_of(person_id: int, question_id: int) -> Card:
    """One card while its bank is open; NotFound when there is none."""
    found = session.scalar(_open(select(Card), person_id).where(Card.question_id == question_id))
    if found is None:
        raise NotFound
    return found


def due_cards(person_id: int, now: datetime, most: int, subject_code: str | None = None) -> list[Card]:
    """What comes back now, longest due first."""
    found = _due(select(Card), person_id, now)
    if subject_code:
        found = found.where(Card.subject_code == subject_code)
    return list(session.scalars(found.order_by(Card.due_at, Card.question_id).limit(most)))


def due_by_subject(person_id: int, now: datetime) -> dict[str, int]:
    """How many cards come back now, by subject code."""
    counted = _due(select(Card.subject_code, func.count()), person_id, now).group_by(Card.subject_code)
    return {code: count for code, count in session.execute(counted)}


def outlook(person_id: int, now: datetime) -> list[tuple[datetime, int]]:
    """How many cards are due on each of the coming days (their midnights, today first); what is overdue counts for today."""
    first = midnight(now)
    days = [first + timedelta(days=n) for n in range(AHEAD)]
    coming = _open(select(Card.due_at), person_id).where(Card.settled_at.is_(None), Card.due_at < days[-1] + timedelta(days=1))
    due = [max(first, midnight(due_at)) for due_at in session.scalars(coming)]
    return [(day, due.count(day)) for day in days]


def counts(person_id: int) -> tuple[int, int]:
    """How many cards are being learnt, and how many are settled."""
    found = _open(select(func.count(), func.count(Card.settled_at)), person_id)
    total, settled = session.execute(found).one()
    return total - settled, settled


def last_answers(person_id: int, question_ids: Collection[int]) -> dict[int, tuple[int, Any, list[str] | None]]:
    """(revision id, answer, order of options and variants) of the person's newest answer to each question that was not fully right."""
    found = select(Attempt.question_id, Attempt.revision_id, Attempt.answer, Attempt.order).where(
        Attempt.person_id == person_id, Attempt.question_id.in_(question_ids), Attempt.fraction < 1
    )
    ordered = found.order_by(Attempt.at, Attempt.id)
    return {question_id: (revision_id, answer, order) for question_id, revision_id, answer, order in session.execute(ordered)}


def _due(found: Select[*Found], person_id: int, now: datetime) -> Select[*Found]:
    return _open(found, person_id).where(Card.settled_at.is_(None), Card.due_at <= now)


def _open(found: Select[*Found], person_id: int) -> Select[*Found]:
    """A card is shown while its bank is open: a closed one takes its questions out of sight."""
    return found.select_from(Card).join(OpenBank, OpenBank.bank_id == Card.bank_id).where(Card.person_id == person_id)

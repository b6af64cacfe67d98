"""Which questions may be drawn now: approved, not suspected of having leaked, and, for papers, rested since they were last seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, false, or_, select

from core import clock
from core.db import session
from question_bank.models import Bank, Question, State


def ready() -> tuple[ColumnElement[bool], ...]:
    """What practice may ask: every ready question that is not suspected of having leaked."""
    return Question.state == State.READY, Question.suspected_leak_at.is_(None)


def cooling(bank_ids: Iterable[int]) -> ColumnElement[bool]:
    """Seen within the cooling days of its bank. One query for the banks' days; false where no bank has any."""
    rests = select(Bank.id, Bank.cooling_days).where(Bank.id.in_(set(bank_ids)), Bank.cooling_days > 0)
    seen = [_seen_within(bank_id, days) for bank_id, days in session.execute(rests)]
    return or_(*seen) if seen else false()


def for_papers(bank_ids: Iterable[int]) -> tuple[ColumnElement[bool], ...]:
    """What a paper may hold: what practice may ask, without those that cool."""
    return *ready(), ~cooling(bank_ids)


def _seen_within(bank_id: int, days: int) -> ColumnElement[bool]:
    # NULL > moment is not true, and its negation neither: the check for NULL keeps questions nobody has seen in the draw.
    seen = and_(Question.last_used_at.is_not(None), Question.last_used_at > clock.now() - timedelta(days=days))
    return and_(Question.bank_id == bank_id, seen)

"""How often a question of the bank was practised."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import extract, func, select

from core.actor import Actor
from core.db import session
from core.words import say
from question_bank import api as question_bank
from review.models import SEEN_HERE, Attempt

MOST = 24
"""Months told of, the latest."""


def uses_in_practice(actor: Actor, question_id: int, revision_ids: Sequence[int]) -> list[question_bank.Use]:
    """Month by month (UTC), how many people answered the question; nobody is named."""
    year, month = extract("year", Attempt.at), extract("month", Attempt.at)
    counted = select(year, month, func.count(Attempt.person_id.distinct()), func.max(Attempt.at)).where(
        Attempt.question_id == question_id, Attempt.source.in_(SEEN_HERE)
    )
    found = session.execute(counted.group_by(year, month).order_by(year.desc(), month.desc()).limit(MOST))
    return [question_bank.Use(say("Tháng %(month)d/%(year)d", month=m, year=y), at=last, people=people) for y, m, people, last in found]

"""When a missed question comes back: FSRS (the `fsrs` package) wrapped, without its random spread, so that the same answers give the same days.

A card has no steps of minutes: it comes back after whole days, when there is a chance of one in ten that it is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from fsrs import Card, Rating, Scheduler, State

SETTLED_DAYS = 21.0
"""A card whose memory holds this many days leaves the notebook: three weeks are past any single lesson."""
_VIET_NAM = timezone(timedelta(hours=7))
"""The whole country keeps one time all year; a rule has no settings to read."""
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=180, enable_fuzzing=False)


@dataclass(frozen=True)
class Scheduled:
    """A card after an answer. `state` is small JSON for the next time; `is_settled` when it need not come back to be learnt."""

    state: dict[str, Any]
    due_at: datetime
    is_settled: bool


def rating_of(fraction: Decimal, sure: bool | None) -> Rating:
    """Less than half right is forgotten; half right or hesitating is hard; right is good, and easy when the person was sure."""
    if fraction < Decimal("0.5"):
        return Rating.Again
    if fraction < 1 or sure is False:
        return Rating.Hard
    return Rating.Easy if sure else Rating.Good


def schedule(state: Mapping[str, Any] | None, fraction: Decimal, sure: bool | None, now: datetime) -> Scheduled:
    """The card after an answer at `now` (aware); `state` is what the last call gave, None for a new card."""
    day = midnight(now)
    rating = rating_of(fraction, sure)
    card, _ = _SCHEDULER.review_card(_card(state), rating, day)
    stability = card.stability or 0.0
    kept = {"stability": round(stability, 4), "difficulty": round(card.difficulty or 0.0, 4), "day": day.isoformat(timespec="minutes")}
    return Scheduled(kept, card.due, stability >= SETTLED_DAYS and rating != Rating.Again)


def midnight(now: datetime) -> datetime:
    """When the day of `now` began, in UTC. Days are counted by the calendar, so that evening to morning is one day and not half of one."""
    return now.astimezone(_VIET_NAM).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def _card(state: Mapping[str, Any] | None) -> Card:
    if not state:
        return Card(card_id=0)
    day = datetime.fromisoformat(state["day"])
    return Card(
        card_id=0, state=State.Review, step=None, stability=state["stability"], difficulty=state["difficulty"], due=day, last_review=day
    )

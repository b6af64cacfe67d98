"""The door to review for the rooms above: how far people are, what comes back today, and where answers are kept."""

from __future__ import annotations

from collections.abc import Collection

from accounts import api as accounts
from core import clock
from core.permissions import Permission as P
from review.models import Source
from review.operations.open_bank import close_bank, open_bank
from review.operations.record_attempts import AttemptDone, record_attempts
from review.operations.start_mock import start_mock
from review.operations.take_in import take_in
from review.queries import cards, progress
from review.queries.mocks import mocks_of
from review.queries.progress import SubjectProgress, activity, days_practised
from review.rules.mastery import Progress as TopicProgress
from review.rules.mastery import Standing

__all__ = [
    "AttemptDone",
    "Source",
    "Standing",
    "SubjectProgress",
    "TopicProgress",
    "activity",
    "close_bank",
    "days_practised",
    "due_count",
    "mocks_of",
    "open_bank",
    "record_attempts",
    "start_mock",
    "subject_progress",
    "take_in",
    "topic_progress",
]


def topic_progress(person_id: int, topic_ids: Collection[int]) -> dict[int, TopicProgress]:
    """How far a person is in each topic (0 to 1, and over how many answers), what stands below it included."""
    return progress.topic_progress(person_id, topic_ids, accounts.paths_of(person_id, P.REVIEW_PRACTISE))


def due_count(person_id: int) -> int:
    """How many missed questions come back today or are overdue."""
    return sum(cards.due_by_subject(person_id, clock.now()).values())


def subject_progress(person_id: int) -> list[SubjectProgress]:
    """Every subject in which the person can practise, with how far they are and what is due."""
    return progress.subject_progress(person_id, accounts.paths_of(person_id, P.REVIEW_PRACTISE))

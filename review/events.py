"""News from review for the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class TopicPractised:
    """A person answered questions of a topic; `value` is their mastery of it now, 0 to 1."""

    person_id: int
    topic_id: int
    value: float


@dataclass(frozen=True)
class MockScored:
    """A person's mock exam has its final score, on the scale of ten."""

    person_id: int
    mock_id: int
    subject_code: str
    on_ten: Decimal

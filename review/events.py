"""News from review for the rooms above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class TopicsPractised:
    """A person answered questions; `values` is their mastery now, 0 to 1, of each topic that this moved."""

    person_id: int
    values: Mapping[int, float]


@dataclass(frozen=True)
class MockScored:
    """A person's mock exam has its final score, on the scale of ten."""

    person_id: int
    mock_id: int
    subject_code: str
    on_ten: Decimal

"""The door to exams for the rooms above: what was held, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class ExamView:
    """An exam as other rooms see it. `held_on` is the local day on which its window opens."""

    id: int
    code: str
    name: str
    organisation_id: int
    organisation_path: str
    certificate_kind: str | None
    held_on: date
    opens_at: datetime
    closes_at: datetime
    released_at: datetime | None
    decision_number: str | None
    decided_on: date | None


@dataclass(frozen=True)
class PartResult:
    """One part of a result; `on_ten` is its score on the scale of ten, two decimals."""

    code: str
    name: str
    points: Decimal
    max_points: Decimal
    on_ten: Decimal
    passed: bool


@dataclass(frozen=True)
class Result:
    """What one candidate's sitting came to."""

    sitting_id: int
    person_id: int
    candidate_number: str
    on_ten: Decimal
    passed: bool | None
    parts: tuple[PartResult, ...]
    receipt: str | None

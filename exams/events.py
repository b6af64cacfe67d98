"""News from exams for the rooms above."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ResultsReleased:
    """The council released an exam's results: whoever passed has earned what the exam gives."""

    exam_id: int

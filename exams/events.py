"""News from exams for the rooms above."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ResultsReleased:
    """The council released an exam's results: whoever passed has earned what the exam gives."""

    exam_id: int


@dataclass(frozen=True)
class SittingScored:
    """A sitting of an exam that releases by itself has its whole score; announced again when it is marked anew."""

    exam_id: int
    person_id: int
    is_mock: bool


@dataclass(frozen=True)
class SittingTaken:
    """Somebody's sitting of an exam (no mock) has ended and been read by the machine, once. What it came to is not told."""

    exam_id: int
    person_id: int

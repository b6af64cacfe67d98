"""What a sitting's token says: all that a save checks without asking the database. Signed at the edge, never trusted unsigned."""

from __future__ import annotations

from dataclasses import astuple, dataclass

PURPOSE = "exams.sitting"


@dataclass(frozen=True, slots=True)
class Permit:
    """One live session of one sitting, with the limits of its exam and paper."""

    sitting_id: int
    live_session: int
    question_count: int
    grace_seconds: int
    late_arrival_seconds: int


def write_permit(permit: Permit) -> str:
    """The permit as words to be signed."""
    return "-".join(str(value) for value in astuple(permit))


def read_permit(words: str) -> Permit:
    """The permit in words whose signature was right."""
    return Permit(*map(int, words.split("-")))

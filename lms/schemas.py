"""The shape of JSON that courses answer with."""

from __future__ import annotations

from pydantic import BaseModel


class MarkOutcome(BaseModel):
    """What became of one cell. `stands` is what the gradebook holds now; None when what was typed is no mark."""

    column: int
    person: int
    stands: str | None
    reason: str | None


class MarksReply(BaseModel):
    """Every change with its outcome, and the new averages (HTML) by person."""

    outcomes: list[MarkOutcome]
    averages: dict[int, str]


class OrderReply(BaseModel):
    """The mark of the order that stands now; the next change sends it back as `seen`."""

    seen: str

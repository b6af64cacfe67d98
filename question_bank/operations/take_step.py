"""Write one deed into the life of a question."""

from __future__ import annotations

from core import clock
from core.actor import Actor
from core.db import session
from question_bank.models import Deed, Question, Step


def take_step(actor: Actor, question: Question, deed: Deed, note: str = "") -> None:
    """Who did what to the newest wording, now, and why (`note`)."""
    wording = question.newest
    session.add(
        Step(
            question_id=question.id,
            revision_id=wording.id if wording else None,
            deed=deed,
            note=note,
            done_by=actor.person_id,
            done_at=clock.now(),
        )  # fmt: skip
    )

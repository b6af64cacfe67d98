"""Extra time for everybody in a room who has not handed in: the same rule as for one, person by person."""

from __future__ import annotations

from sqlalchemy import or_, select

from core.actor import Actor
from core.db import session
from core.errors import Conflict
from core.words import say
from exams.models import Candidate, Exam, Sitting, SittingState
from exams.operations.give_extra_time import give_extra_time


def give_room_extra_time(actor: Actor, exam: Exam, room: str, seconds: int, reason: str) -> int:
    """Add `seconds` for every candidate of `room` (all rooms when empty) who is sitting or may still start; how many they were."""
    open_ones = (
        select(Candidate.id)
        .outerjoin(Sitting, Sitting.candidate_id == Candidate.id)
        .where(Candidate.exam_id == exam.id, or_(Sitting.id.is_(None), Sitting.state == SittingState.RUNNING))
        .order_by(Candidate.id)  # always in one order, so that two of these never wait for each other
    )
    found = session.scalars(open_ones.where(Candidate.room == room) if room else open_ones).all()
    if not found:
        raise Conflict(say("Không còn thí sinh nào đang làm bài hoặc chưa vào thi."))
    given = 0
    for candidate_id in found:
        try:
            give_extra_time(actor, candidate_id, seconds, reason)
        except Conflict:  # handed in since the list was made
            continue
        given += 1
    return given

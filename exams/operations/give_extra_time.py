"""Extra time: a rule on the candidate that also reaches a running sitting at once."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid, NotFound
from core.words import say
from exams.models import Candidate, Sitting, SittingState
from exams.operations.tell_sitting import tell

MOST_SECONDS = 4 * 3600


def give_extra_time(actor: Actor, candidate_id: int, seconds: int, reason: str) -> None:
    """Add `seconds` to what the candidate has. A running sitting's deadline moves and its page is told; one that ended is a Conflict."""
    reason = reason.strip()
    if not 0 < seconds <= MOST_SECONDS:
        raise Invalid(fields={"seconds": say("Thời gian thêm phải từ 1 giây đến 4 giờ.")})
    if not reason:
        raise Invalid(fields={"reason": say("Hãy ghi lý do: biên bản phòng thi cần có.")})
    candidate, sitting = _locked(candidate_id)
    if sitting is not None:
        if sitting.state != SittingState.RUNNING:
            raise Conflict(say("Lượt thi này đã kết thúc, không thêm giờ được nữa."))
        sitting.deadline_at += timedelta(seconds=seconds)
        tell(sitting.id, "extra_time", reason)
    candidate.extra_seconds += seconds
    audit.record(actor, "exams.extra_time", f"candidate:{candidate_id}", seconds=seconds, reason=reason)


def _locked(candidate_id: int) -> tuple[Candidate, Sitting | None]:
    """Both rows as they are now. The candidate's comes first: a start holds it too, so no deadline is set past this rule."""
    wanted = select(Candidate).where(Candidate.id == candidate_id)
    candidate = session.scalar(wanted.with_for_update().execution_options(populate_existing=True))
    if candidate is None:
        raise NotFound
    running = select(Sitting).where(Sitting.candidate_id == candidate_id)
    return candidate, session.scalar(running.with_for_update().execution_options(populate_existing=True))

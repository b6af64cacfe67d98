"""The invigilator takes a sitting's paper in before its time."""

from __future__ import annotations

from core import audit
from core.actor import Actor
from core.errors import Invalid
from core.words import say
from exams.models import EndReason
from exams.operations.end_sitting import end_sitting

LONGEST_REASON = 400


def force_hand_in(actor: Actor, sitting_id: int, reason: str) -> str:
    """End a running sitting now, for a reason that the minutes will tell; its receipt. Conflict when it has ended."""
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Invalid(fields={"reason": say("Hãy ghi lý do: biên bản phòng thi cần có.")})
    receipt = end_sitting(sitting_id, EndReason.FORCED, by=actor.name, reason=reason)
    audit.record(actor, "exams.forced_hand_in", f"sitting:{sitting_id}", reason=reason, receipt=receipt)
    return receipt

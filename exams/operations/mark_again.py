"""Re-marking a whole exam by rule, from the journals and the sealed keys: when the council wants the machine's marks proved."""

from __future__ import annotations

from sqlalchemy import select, update

from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Conflict
from core.jobs.api import enqueue
from core.words import say
from exams.models import Exam, ExamState, Sitting, SittingState
from exams.operations.hold_exam import hold_exam


def mark_again(actor: Actor, exam: Exam) -> int:
    """Ask for every marked sitting to be marked anew; how many. Until that is done the exam is not ready for its release."""
    hold_exam(exam)
    if exam.state != ExamState.SEALED:
        raise Conflict(say("Chỉ chấm lại được trước khi công bố kết quả."))
    marked = select(Sitting.id).where(Sitting.exam_id == exam.id, Sitting.state == SittingState.ENDED, Sitting.marked_at.is_not(None))
    found = session.scalars(marked.order_by(Sitting.id)).all()
    session.execute(update(Sitting).where(Sitting.id.in_(marked)).values(marked_at=None).execution_options(synchronize_session="fetch"))
    for sitting_id in found:
        enqueue("exams.mark_sitting", {"sitting_id": sitting_id})
    audit.record(actor, "exams.marking_asked_again", f"exam:{exam.id}", sittings=len(found))
    return len(found)

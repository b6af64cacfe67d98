"""Asking for an exam's figures to be computed anew."""

from __future__ import annotations

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict
from core.jobs.api import enqueue
from core.words import say
from exams.models import Exam, ExamState, Statistic
from exams.operations.hold_exam import hold_exam
from exams.policies import may_be_analysed

COMPUTE = "exams.compute_statistics"


def ask_for_statistics(actor: Actor, exam: Exam) -> None:
    """Ask once, however often it is pressed. Conflict before the results are out."""
    hold_exam(exam)
    if not may_be_analysed(is_released=exam.state == ExamState.RELEASED, releases_by_itself=exam.releases_by_itself):
        raise Conflict(say("Thống kê câu hỏi có sau khi công bố kết quả."))
    if queue_statistics(exam):
        audit.record(actor, "exams.statistics_asked", f"exam:{exam.id}")


def queue_statistics(exam: Exam) -> bool:
    """Enqueue the computation of a held exam, unless it is awaited already."""
    found, now = session.get(Statistic, exam.id), clock.now()
    if found is not None and found.is_awaited(now):
        return False
    if found is None:
        found = Statistic(exam_id=exam.id)
        session.add(found)
    found.asked_at = now
    session.flush()
    enqueue(COMPUTE, {"exam_id": exam.id})
    return True

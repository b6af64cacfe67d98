"""Release: the council's one act that makes scores exist for others and lets certificates be awarded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, func, select

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid
from core.events import announce
from core.jobs.api import enqueue
from core.words import say
from exams.events import ResultsReleased
from exams.models import Candidate, Exam, ExamState, Score, Sitting, SittingState
from exams.operations.ask_for_statistics import queue_statistics
from exams.operations.hold_exam import hold_exam
from exams.operations.tell_released import TELL


@dataclass(frozen=True)
class Readiness:
    """What stands between an exam and its release, as counts of sittings."""

    running: int
    unmarked: int
    incomplete: int

    @property
    def is_ready(self) -> bool:
        return not (self.running or self.unmarked or self.incomplete)


def readiness_of(exam: Exam) -> Readiness:
    """Three counts in one statement: still sitting, not marked yet, waiting for a person's mark."""
    running = func.count(case((Sitting.state == SittingState.RUNNING, 1)))
    unmarked = func.count(case((and_(Sitting.state == SittingState.ENDED, Sitting.marked_at.is_(None)), 1)))
    incomplete = func.count(case((Score.is_complete.is_(False), 1)))
    found = select(running, unmarked, incomplete).select_from(Sitting).outerjoin(Score, Score.sitting_id == Sitting.id)
    return Readiness(*session.execute(found.where(Sitting.exam_id == exam.id)).one())


def count_without_sitting(exam: Exam) -> int:
    """Candidates who have not started: while the window is open they still may."""
    found = select(func.count()).select_from(Candidate).outerjoin(Sitting, Sitting.candidate_id == Candidate.id)
    return session.scalar(found.where(Candidate.exam_id == exam.id, Sitting.id.is_(None))) or 0


def release_results(actor: Actor, exam: Exam, decision_number: str, decided_on: date) -> None:
    """Release a sealed exam which nobody may start any more and whose sittings are all scored, by a decision with number and date."""
    hold_exam(exam)  # two who press at once release once, and no mark is being given meanwhile
    if exam.state != ExamState.SEALED:
        raise Conflict(say("Kỳ thi này không ở trạng thái chờ công bố."))
    if clock.now() < exam.closes_at and count_without_sitting(exam):
        raise Conflict(say("Kỳ thi còn mở và còn thí sinh chưa vào thi nên chưa công bố được."))
    if not decision_number.strip():
        raise Invalid(fields={"decision_number": say("Hãy nhập số quyết định.")})
    waiting = readiness_of(exam)
    if not waiting.is_ready:
        raise Conflict(
            say(
                "Chưa công bố được: %(running)d bài đang làm, %(unmarked)d bài chưa chấm, %(incomplete)d bài chờ chấm tự luận.",
                running=waiting.running,
                unmarked=waiting.unmarked,
                incomplete=waiting.incomplete,
            )  # fmt: skip
        )
    exam.state, exam.released_at = ExamState.RELEASED, clock.now()
    exam.decision_number, exam.decided_on = decision_number.strip(), decided_on
    session.flush()
    audit.record(actor, "exams.released", f"exam:{exam.id}", decision=exam.decision_number)
    enqueue(TELL, {"exam_id": exam.id}, key=f"{TELL}:{exam.id}")
    queue_statistics(exam)
    announce(ResultsReleased(exam.id))

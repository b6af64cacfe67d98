"""Marking what was handed in: points by the rubric or as a whole, feedback, giving back, letting do again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from accounts import api as accounts
from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid
from core.words import say
from lms import policies
from lms.models import Assignment, Submission, SubmissionState
from lms.operations.report_progress import report
from lms.rules.course import CourseView
from lms.rules.rubric import from_json, points_of, points_text

LONGEST_FEEDBACK = 5_000


@dataclass(frozen=True)
class Verdict:
    """What the teacher decided: `chosen` is criterion -> points of a level, or `points` as a whole where there is no rubric."""

    chosen: Mapping[str, str]
    points: Decimal | None
    feedback: str
    gives_back: bool
    seen: str = ""
    """The state of the work that the teacher looked at (`state_of`); empty: whatever is there."""


def mark_work(actor: Actor, course: CourseView, assignment: Assignment, work: Submission, verdict: Verdict) -> None:
    """Keep a verdict and, when it is complete and wanted, give the work back. Invalid says what is missing."""
    policies.require_work(actor, course)
    session.refresh(work, with_for_update=True)
    if work.state == SubmissionState.DRAFT and not work.number:
        raise Conflict(say("Học sinh chưa nộp bài này."))
    if verdict.seen and verdict.seen != state_of(work):
        raise Conflict(say("Bài này vừa được nộp lại hoặc được người khác chấm. Hãy xem lại rồi chấm; điều bạn vừa ghi vẫn ở trên trang."))
    points, marks = _points(assignment, verdict)
    if verdict.gives_back and points is None and assignment.rubric:
        raise Invalid(say("Hãy chấm đủ các tiêu chí rồi trả bài."))
    if verdict.gives_back and points is None:
        raise Invalid(fields={"points": say("Hãy ghi điểm rồi trả bài.")})
    work.points, work.marks, work.feedback = points, marks, verdict.feedback[:LONGEST_FEEDBACK]
    work.marked_by, work.marked_at = actor.person_id, clock.now()
    audit.record(
        actor, "lms.work_marked", f"assignment:{assignment.id}", submission=work.id, points=str(points), given_back=verdict.gives_back
    )
    if verdict.gives_back and points is not None:
        _give_back(course, assignment, work, points)
    session.flush()


def state_of(work: Submission) -> str:
    """A word that changes whenever the work is handed in or marked."""
    return f"{work.number}-{work.marked_at.isoformat() if work.marked_at else ''}"


def let_do_again(actor: Actor, course: CourseView, assignment: Assignment, work: Submission) -> None:
    """Open a marked work for its pupil once more; the marks stay until the next verdict."""
    policies.require_work(actor, course)
    if work.state != SubmissionState.RETURNED:
        return
    work.state = SubmissionState.DRAFT
    audit.record(actor, "lms.work_reopened", f"assignment:{assignment.id}", submission=work.id)
    accounts.notify(
        [work.person_id], "assignment", say("Bài tập “%(title)s” được mở để bạn làm lại.", title=assignment.title), _page(assignment)
    )
    session.flush()


def _points(assignment: Assignment, verdict: Verdict) -> tuple[Decimal | None, dict[str, str]]:
    if assignment.rubric:
        return points_of(from_json(assignment.rubric), verdict.chosen)
    if verdict.points is not None and not 0 <= verdict.points <= assignment.max_points:
        most = points_text(assignment.max_points)
        raise Invalid(fields={"points": say("Điểm từ 0 đến %(most)s.", most=most)})
    return verdict.points, {}


def _give_back(course: CourseView, assignment: Assignment, work: Submission, points: Decimal) -> None:
    work.state = SubmissionState.RETURNED
    report("assignment", assignment.id, work.person_id, points * 100 / assignment.max_points if assignment.max_points else Decimal(0))
    words = say(
        "Bài tập “%(title)s” đã chấm: %(points)s/%(most)s điểm.",
        title=assignment.title, points=points_text(points), most=points_text(assignment.max_points),
    )  # fmt: skip
    accounts.notify([work.person_id], "assignment", words, _page(assignment))


def _page(assignment: Assignment) -> str:
    return f"/courses/{assignment.course_id}/assignments/{assignment.id}"

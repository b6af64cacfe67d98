"""A person's mark for an answer that no rule can judge, or in place of the rule's."""

from __future__ import annotations

from decimal import Decimal

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid
from core.words import say
from exams.models import AnswerMark, ExamState, MarkState
from exams.operations.score_sitting import hold_for_marking, score_sitting


def mark_by_person(actor: Actor, mark: AnswerMark, points: Decimal, comment: str, *, seen: str | None = None) -> None:
    """Give `points` with a comment and add up anew. Invalid outside 0..max; Conflict once results are released.

    `seen` is the `version` of the mark that the marker looked at: Conflict when another person has marked it since.
    """
    exam, sitting = hold_for_marking(mark.sitting_id)
    session.refresh(mark)
    if exam.state == ExamState.RELEASED:
        raise Conflict(say("Kết quả đã công bố nên không sửa điểm được nữa."))
    if seen is not None and seen != mark.version:
        raise Conflict(say("Người khác vừa chấm bài này trong lúc bạn đang xem. Điểm của bạn chưa được lưu."))
    if not Decimal(0) <= points <= mark.max_points:
        raise Invalid(fields={"points": say("Điểm phải từ 0 đến %(most)s.", most=f"{mark.max_points.normalize():f}".replace(".", ","))})
    before = None if mark.points is None else str(mark.points)
    mark.points, mark.comment, mark.state = points, comment, MarkState.BY_PERSON
    mark.marker_id, mark.marked_at = actor.person_id, clock.now()
    session.flush()
    score_sitting(sitting)
    proposed = {"proposed": mark.proposal["fraction"]} if mark.proposal else {}
    audit.record(actor, "exams.marked", f"mark:{mark.id}", before=before, after=str(points), **proposed)

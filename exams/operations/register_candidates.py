"""Who sits an exam: adding people, giving numbers, rooms and forms, changing and removing before anyone started."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from accounts import api as accounts
from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid
from core.words import say
from exams.models import Candidate, Exam, ExamState, Form, Sitting
from exams.operations.hold_exam import hold_exam

MOST_AT_ONCE = 2_000


def register_candidates(actor: Actor, exam: Exam, people: Sequence[accounts.PersonView], room: str = "") -> int:
    """Register whoever is not registered yet, numbered on from the last; how many were new.

    A person's standing extra time becomes extra seconds of this exam. In a sealed exam each gets a form in turn.
    """
    hold_exam(exam)
    if exam.state == ExamState.RELEASED:
        raise Conflict(say("Kỳ thi đã công bố kết quả nên không thêm thí sinh được nữa."))
    if len(people) > MOST_AT_ONCE:
        raise Invalid(say("Mỗi lần thêm nhiều nhất %(most)d thí sinh.", most=MOST_AT_ONCE))
    known = set(session.scalars(select(Candidate.person_id).where(Candidate.exam_id == exam.id)))
    new = [person for person in {p.id: p for p in people}.values() if person.id not in known]
    forms = list(session.scalars(select(Form.id).where(Form.exam_id == exam.id).order_by(Form.code)))
    first = _last_number(exam) + 1
    for index, person in enumerate(new, start=first):
        session.add(
            Candidate(
                exam_id=exam.id,
                person_id=person.id,
                number=f"{index:04d}",
                room=room,
                extra_seconds=exam.duration_seconds * person.extra_time_percent // 100,
                form_id=forms[index % len(forms)] if forms else None,
            )  # fmt: skip
        )
    session.flush()
    audit.record(actor, "exams.candidates_registered", f"exam:{exam.id}", people=[person.id for person in new], room=room)
    return len(new)


def change_candidate(actor: Actor, candidate: Candidate, *, room: str, extra_seconds: int) -> None:
    """Another room, more or less extra time; a running sitting is given extra time on the board instead."""
    if _has_started(candidate):
        raise Conflict(say("Thí sinh đã bắt đầu làm bài. Hãy thêm giờ ở bảng theo dõi phòng thi."))
    candidate.room, candidate.extra_seconds = room, extra_seconds
    audit.record(actor, "exams.candidate_changed", f"candidate:{candidate.id}", room=room, extra_seconds=extra_seconds)


def remove_candidate(actor: Actor, candidate: Candidate) -> None:
    """Strike off a candidate who has not started; whoever started stays in the records for ever."""
    if _has_started(candidate):
        raise Conflict(say("Thí sinh đã bắt đầu làm bài nên không xóa khỏi danh sách được."))
    session.delete(candidate)
    audit.record(actor, "exams.candidate_removed", f"exam:{candidate.exam_id}", person=candidate.person_id, number=candidate.number)


def _last_number(exam: Exam) -> int:
    numbers = select(Candidate.number).where(Candidate.exam_id == exam.id)
    last = session.scalar(numbers.order_by(func.length(Candidate.number).desc(), Candidate.number.desc()).limit(1))
    return int(last) if last and last.isdigit() else 0


def _has_started(candidate: Candidate) -> bool:
    return session.scalar(select(Sitting.id).where(Sitting.candidate_id == candidate.id)) is not None

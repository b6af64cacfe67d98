"""Planning an exam, and changing the plan while it is a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from accounts import api as accounts
from core import audit, clock
from core.actor import Actor, Place, require
from core.db import session
from core.errors import Conflict, Invalid
from core.permissions import Permission as P
from core.words import Message, say
from exams.models import Exam, ExamState
from exams.operations.hold_exam import hold_exam


@dataclass(frozen=True)
class ExamDetails:
    """What an exam is, as its form gives it. Instants are aware; lengths are in seconds."""

    code: str
    name: str
    organisation_id: int
    opens_at: datetime
    closes_at: datetime
    duration_seconds: int
    late_entry_seconds: int | None
    late_arrival_seconds: int
    forms_count: int
    certificate_kind: str | None
    shuffles_questions: bool
    takeover_needs_leave: bool
    releases_by_itself: bool
    shows_key: bool


def create_exam(actor: Actor, details: ExamDetails) -> Exam:
    """A draft exam. NotAllowed outside the actor's organisations; Invalid names the fields that cannot stand."""
    path = accounts.organisation(details.organisation_id).path
    require(actor, P.EXAMS_PREPARE, Place(path))
    if session.scalar(select(Exam.id).where(Exam.code == details.code)):
        raise Invalid(fields={"code": say("Mã này đã dùng cho một kỳ thi khác.")})
    _check(details)
    exam = Exam(organisation_path=path, created_by=actor.person_id, created_at=clock.now(), state=ExamState.DRAFT)
    _write(exam, details)
    session.add(exam)
    session.flush()
    audit.record(actor, "exams.created", f"exam:{exam.id}", code=exam.code)
    return exam


def change_exam(actor: Actor, exam: Exam, details: ExamDetails) -> None:
    """Change a draft; a sealed exam keeps what its candidates were told."""
    hold_exam(exam)
    if exam.state != ExamState.DRAFT:
        raise Conflict(say("Kỳ thi đã niêm phong đề nên không sửa được nữa."))
    path = accounts.organisation(details.organisation_id).path
    require(actor, P.EXAMS_PREPARE, Place(path, exam.id))
    if session.scalar(select(Exam.id).where(Exam.code == details.code, Exam.id != exam.id)):
        raise Invalid(fields={"code": say("Mã này đã dùng cho một kỳ thi khác.")})
    _check(details)
    _write(exam, details)
    exam.organisation_path = path
    audit.record(actor, "exams.changed", f"exam:{exam.id}")


def _write(exam: Exam, details: ExamDetails) -> None:
    for name, value in vars(details).items():
        setattr(exam, name, value)


def _check(details: ExamDetails) -> None:
    wrong: dict[str, Message] = {}
    if details.closes_at <= details.opens_at:
        wrong["closes_at"] = say("Giờ đóng phải sau giờ mở.")
    elif details.closes_at - details.opens_at < timedelta(seconds=details.duration_seconds):
        wrong["minutes"] = say("Thời gian làm bài dài hơn khoảng từ giờ mở đến giờ đóng.")
    if details.certificate_kind and details.releases_by_itself:
        wrong["releases_by_itself"] = say("Kỳ thi cấp chứng chỉ chỉ công bố kết quả theo quyết định của hội đồng.")
    if wrong:
        raise Invalid(fields=wrong)

"""Taking a sealed paper back to the drawing board, as long as nobody has seen a form."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict
from core.words import say
from exams.models import Candidate, Exam, ExamState, Form, FormKey, FormQuestion
from exams.operations.hold_exam import hold_exam
from exams.rules.timing import download_opens_at


def unseal_paper(actor: Actor, exam: Exam, reason: str) -> None:
    """Destroy the forms of a sealed exam that candidates cannot have fetched yet; the plan can then be changed."""
    hold_exam(exam)
    if exam.state != ExamState.SEALED or clock.now() >= download_opens_at(exam.opens_at, exam.early_download_seconds):
        raise Conflict(say("Không thể mở niêm phong: đề đã được phát cho thí sinh hoặc kỳ thi không ở trạng thái niêm phong."))
    forms = select(Form.id).where(Form.exam_id == exam.id)
    session.execute(update(Candidate).where(Candidate.exam_id == exam.id).values(form_id=None))
    for table in (FormKey, FormQuestion):
        session.execute(delete(table).where(table.form_id.in_(forms)))
    session.execute(delete(Form).where(Form.exam_id == exam.id))
    exam.state, exam.sealed_at = ExamState.DRAFT, None
    audit.record(actor, "exams.unsealed", f"exam:{exam.id}", reason=reason)

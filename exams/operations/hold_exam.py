"""Holding an exam, so that whoever changes what it is does so one after the other."""

from __future__ import annotations

from core.db import session
from core.errors import Conflict
from core.words import say
from exams.models import Exam, ExamState


def hold_exam(exam: Exam) -> None:
    """Read the exam anew and hold its row until the transaction ends.

    Two who seal, release or change it at once would each act on what it was before the other. Rows that only point at the
    exam (sittings, marks) are still written meanwhile.
    """
    session.get_one(Exam, exam.id, with_for_update={"key_share": True}, populate_existing=True)


def hold_draft(exam: Exam) -> None:
    """The same for one whose plan is to change. Conflict when its paper is sealed."""
    hold_exam(exam)
    if exam.state != ExamState.DRAFT:
        raise Conflict(say("Kỳ thi đã niêm phong đề nên không sửa được nữa."))

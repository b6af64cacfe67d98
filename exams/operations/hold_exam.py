"""Holding an exam, so that whoever changes what it is does so one after the other."""

from __future__ import annotations

from core.db import session
from exams.models import Exam


def hold_exam(exam: Exam) -> None:
    """Read the exam anew and hold its row until the transaction ends.

    Two who seal, release or change it at once would each act on what it was before the other. Rows that only point at the
    exam (sittings, marks) are still written meanwhile.
    """
    session.get_one(Exam, exam.id, with_for_update={"key_share": True}, populate_existing=True)

"""Asking for an exam's certificates: by the news of its release, or again by a person when a late result is complete."""

from __future__ import annotations

import secrets

from certificates.queries.issuing import AWARD, award_key, unfinished_award
from core import audit
from core.actor import Actor
from core.errors import Conflict
from core.jobs.api import enqueue
from core.words import say
from exams import api as exams


def award_after_release(exam_id: int) -> None:
    """The first run; hearing the news twice asks once."""
    enqueue(AWARD, {"exam_id": exam_id}, key=award_key(exam_id))


def ask_for_award(actor: Actor, exam: exams.ExamView) -> None:
    """Another run over a released exam. Conflict when the exam gives no certificate; nothing when a run is still under way."""
    if exam.released_at is None or exam.certificate_kind is None:
        raise Conflict(say("Chỉ cấp được chứng chỉ cho kỳ thi có chứng chỉ và đã công bố kết quả."))
    if unfinished_award(exam.id) is not None:
        return
    enqueue(AWARD, {"exam_id": exam.id}, key=f"{award_key(exam.id)}:{secrets.token_hex(8)}")
    audit.record(actor, "certificates.award_asked", f"exam:{exam.id}", code=exam.code)

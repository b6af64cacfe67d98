"""News of the question bank that the council of an exam must know."""

from __future__ import annotations

from accounts import api as accounts
from core.events import hear
from core.permissions import Permission as P
from core.words import say
from exams.models import Exam
from exams.queries.uses import holding_exams
from question_bank import api as question_bank


@hear(question_bank.LeakSuspected)
def leak_suspected(event: question_bank.LeakSuspected) -> None:
    """Those who may unseal the paper learn which question; the secretaries, who may not know the paper, that one of its questions."""
    for exam in holding_exams(question_bank.revision_ids_of(event.question_id)):
        keepers = _council(exam, P.EXAMS_SEAL)
        news = say("Câu %(ref)s trong đề đã niêm phong của kỳ thi %(exam)s bị nghi lộ", ref=event.ref, exam=exam.name)
        accounts.notify(keepers, "exams.leak_suspected", news, f"/exams/{exam.id}/paper")
        warning = say("Đề đã niêm phong của kỳ thi %(exam)s có câu bị nghi lộ: hãy báo người giữ đề", exam=exam.name)
        accounts.notify(_council(exam, P.EXAMS_CANDIDATES) - keepers, "exams.leak_suspected", warning, f"/exams/{exam.id}")


def _council(exam: Exam, permission: P) -> set[int]:
    """Who holds the permission at this exam, or where it is held."""
    named = {person.id for person, role in accounts.holders_at_exam(exam.id) if accounts.role_may(role, permission)}
    return named | accounts.holders_of(permission, exam.organisation_path)

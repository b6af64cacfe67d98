"""News of the question bank that the council of an exam must know."""

from __future__ import annotations

from accounts import api as accounts
from core.events import hear
from core.permissions import Permission as P
from core.words import say
from exams.queries.uses import holding_exams
from question_bank import api as question_bank


@hear(question_bank.LeakSuspected)
def leak_suspected(event: question_bank.LeakSuspected) -> None:
    """Those who sealed papers with the question may unseal them; nobody else is told that it stands there."""
    for exam in holding_exams(question_bank.revision_ids_of(event.question_id)):
        council = {person.id for person, role in accounts.holders_at_exam(exam.id) if accounts.role_may(role, P.EXAMS_SEAL)}
        news = say("Câu %(ref)s trong đề đã niêm phong của kỳ thi %(exam)s bị nghi lộ", ref=event.ref, exam=exam.name)
        told = council | accounts.holders_of(P.EXAMS_SEAL, exam.organisation_path)
        accounts.notify(told, "exams.leak_suspected", news, f"/questions/{event.question_id}")

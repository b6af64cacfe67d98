"""Answer the question a set is at. The answer, its mark and all that follows from it are one transaction."""

from __future__ import annotations

from core import clock
from core.db import session
from question_bank import api as question_bank
from review.models import PracticeSet, Source
from review.operations.record_attempts import AttemptDone, record_attempts
from review.queries.sets import asked


def answer_question(set_id: int, number: int, answer: question_bank.Answer, sure: bool | None = None) -> bool:
    """Mark a canonical answer (None: "I do not know") to question `number` and go on to the next. Callers check whose set it is.

    False, and nothing happens, when the set is not at that question: it is answered once, whatever a second tab sends.
    """
    practice = session.get_one(PracticeSet, set_id, with_for_update=True, populate_existing=True)
    if practice.place != number - 1 or practice.finished_at is not None:
        return False
    question = asked(practice, number)
    wording = question.wording
    mark = question_bank.kind_of(wording.kind).mark(wording.content, answer)
    if mark.fraction is None:
        raise ValueError(f"revision {wording.id} is not marked by the machine")
    practice.place += 1
    if practice.place == len(practice.revision_ids):
        practice.finished_at = clock.now()
    done = AttemptDone(wording.question_id, wording.id, answer, mark.fraction, sure, question.order or None)
    record_attempts(practice.person_id, [done], Source(practice.source), practice.id)
    return True

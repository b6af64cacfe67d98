"""Examining one answer after its sitting: a file is opened, a program is run. A slow job: no transaction while that goes on.

What is found is kept with the mark. Final findings become the mark; all others are proposals, and the answer goes on waiting for a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from core import clock
from core.db import session, transaction
from core.words import pack
from exams.models import AnswerMark, ExamState, FormQuestion, MarkState, Sitting
from exams.operations.score_sitting import hold_for_marking, score_sitting
from exams.queries.handed_files import bytes_handed
from exams.rules.scoring import points_of
from question_bank import api as question_bank

EXAMINE = "exams.examine_answer"


@dataclass(frozen=True)
class _Asked:
    """An answer that waits, and what its kind needs to examine it."""

    sitting_id: int
    number: int
    answer: question_bank.Answer
    wording: question_bank.RevisionView


def examine_answer(mark_id: int, within: int) -> None:
    """Keep what the answer's kind finds in so many seconds; nothing happens to an answer that no longer waits. LookupError when its file is not there (now)."""
    asked = _asked(mark_id)
    session.rollback()  # the reads are over
    if asked is None:
        return
    kind = question_bank.kind_of(asked.wording.kind)
    assert isinstance(kind, question_bank.Examined)
    files = partial(bytes_handed, asked.sitting_id, asked.number)
    finding = kind.examine(asked.wording.content, asked.answer, files, within=within)
    session.rollback()  # so are those of the file
    with transaction():
        _keep(mark_id, asked, finding)


def _asked(mark_id: int) -> _Asked | None:
    mark = session.get(AnswerMark, mark_id)
    if mark is None or mark.state != MarkState.WAITING or mark.answer is None:
        return None
    wording = question_bank.revisions([mark.revision_id])[mark.revision_id]
    order = select(FormQuestion.order).join(Sitting, Sitting.form_id == FormQuestion.form_id)
    found = session.scalar(order.where(Sitting.id == mark.sitting_id, FormQuestion.number == mark.number))
    return _Asked(mark.sitting_id, mark.number, mark.answer, wording.for_form(found))


def _keep(mark_id: int, asked: _Asked, finding: question_bank.Finding) -> None:
    """Unless a person or another marking was quicker."""
    exam, sitting = hold_for_marking(asked.sitting_id)
    mark = session.get(AnswerMark, mark_id, populate_existing=True)
    if mark is None or exam.state == ExamState.RELEASED or mark.state != MarkState.WAITING or mark.answer != asked.answer:
        return
    mark.proposal = question_bank.pack_finding(finding)
    mark.parts = [{"id": part.id, "given": part.given, "right": part.right, "ok": part.ok} for part in question_bank.parts_of(finding)]
    if finding.is_final and finding.fraction is not None:
        mark.points, mark.state = points_of(finding.fraction, mark.max_points), MarkState.AUTOMATIC
        mark.reason, mark.marked_at = pack(finding.reason), clock.now()
        session.flush()
        score_sitting(sitting)

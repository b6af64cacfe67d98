"""Marking a sitting by rule: fold its journal, mark every answer by its kind, add up. Marks given by people stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select

from core import clock
from core.db import session
from core.events import announce
from core.jobs.api import enqueue
from core.words import Message, pack, unpack
from exams.events import SittingTaken
from exams.models import AnswerMark, Candidate, ExamState, FormQuestion, JournalBatch, MarkState, Sitting
from exams.operations.examine_answer import EXAMINE
from exams.operations.score_sitting import hold_for_marking, score_sitting
from exams.queries.handed_files import scored_digests
from exams.rules.journal import Given, fold
from exams.rules.scoring import points_of
from question_bank import api as question_bank


def mark_sitting(sitting_id: int) -> None:
    """Mark (or mark again) an ended sitting. The same journal always gives the same marks. Nothing changes once results are released."""
    exam, sitting = hold_for_marking(sitting_id)
    if exam.state == ExamState.RELEASED:
        return
    batches = session.scalars(select(JournalBatch).where(JournalBatch.sitting_id == sitting_id)).all()
    questions = session.scalars(select(FormQuestion).where(FormQuestion.form_id == sitting.form_id)).all()
    wordings = question_bank.revisions({question.revision_id for question in questions})
    marks = {m.number: m for m in session.scalars(select(AnswerMark).where(AnswerMark.sitting_id == sitting_id))}
    tables = {part.id: part.score_table for part in exam.parts}
    given, in_time = fold(batches), scored_digests(sitting_id)
    for question in questions:
        wording = wordings[question.revision_id].for_form(question.order)
        kind = question_bank.kind_of(wording.kind)
        if kind.marking == "nobody":
            continue
        mark = marks.get(question.number) or _new_mark(sitting, question)
        if mark.state != MarkState.BY_PERSON:
            answer = _answer_of(kind, wording, given.get(question.number), in_time[question.number])
            _mark(mark, question, wording, tables[question.part_id], answer)
            if mark.state == MarkState.WAITING and isinstance(kind, question_bank.Examined):
                session.flush()
                enqueue(EXAMINE, {"mark_id": mark.id})
    session.flush()
    score_sitting(sitting)
    if sitting.marked_at is None and not exam.is_mock:
        announce(SittingTaken(exam.id, session.get_one(Candidate, sitting.candidate_id).person_id))
    sitting.marked_at = clock.now()


def _new_mark(sitting: Sitting, question: FormQuestion) -> AnswerMark:
    mark = AnswerMark(exam_id=sitting.exam_id, sitting_id=sitting.id, number=question.number, comment="")
    session.add(mark)
    return mark


def _answer_of(
    kind: question_bank.Kind, wording: question_bank.RevisionView, given: Given | None, in_time: Collection[str]
) -> question_bank.Answer:
    """The canonical answer. What no honest page sends is kept in the journal as it came and is worth nothing, as is a file that never came."""
    try:
        answer = kind.normalise(wording.content, given.answer if given else None)
    except question_bank.InvalidAnswer:
        return None
    if isinstance(answer, dict) and kind.file_limits(wording.content) is not None:
        return answer if answer["sha256"] in in_time else None
    return answer


def _mark(
    mark: AnswerMark,
    question: FormQuestion,
    wording: question_bank.RevisionView,
    table: Mapping[str, str] | None,
    answer: question_bank.Answer,
) -> None:
    kind = question_bank.kind_of(wording.kind)
    result = kind.mark(question_bank.with_score_table(wording.content, table) if table else wording.content, answer)
    mark.revision_id, mark.max_points, mark.answer = question.revision_id, question.points, answer
    mark.parts = [{"id": part.id, "given": part.given, "right": part.right, "ok": part.ok} for part in result.parts]
    mark.reason = as_json(result.reason)
    mark.points = None if result.fraction is None else points_of(result.fraction, question.points)
    mark.state = MarkState.WAITING if result.fraction is None else MarkState.AUTOMATIC
    mark.proposal, mark.marked_at = None, clock.now()


def as_json(message: Message) -> dict[str, Any]:
    """A message as it is kept: translated anew for each reader."""
    return pack(message)


def from_json(kept: dict[str, Any]) -> Message:
    """The message that `as_json` kept."""
    return unpack(kept)

"""Where a question of the bank stands in papers, and who had it before them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, Select, func, or_, select

from core import clock
from core.actor import Actor, Place
from core.db import session
from core.permissions import Permission as P
from core.words import Message, say
from curriculum import api as curriculum
from exams.models import Candidate, Exam, ExamState, Form, FormQuestion, PaperRule, Part, Sitting
from exams.policies import may_know_the_paper
from question_bank import api as question_bank

MOST = 50
"""Exams told of at once, the latest."""
MOST_LINES = 500
"""Lines of plans looked at."""


def uses_in_exams(actor: Actor, question_id: int, revision_ids: Sequence[int]) -> list[question_bank.Use]:
    """The exams whose papers hold one of the wordings, as far as the actor may know, latest first; mock exams as one line."""
    now = clock.now()
    found = [_plan_use(exam) for exam in _plans(question_id) if actor.may(P.EXAMS_PREPARE, exam.place)]
    found += [use for row in session.execute(_exams(revision_ids)) if (use := _use(actor, row, question_id, now)) is not None]
    mocks, last = session.execute(_mocks(revision_ids)).one()
    if mocks:
        found.append(question_bank.Use(say("Thi thử của từng học sinh"), at=last, people=mocks))
    return found


def suspected_in(exam: Exam) -> list[question_bank.Suspected]:
    """The questions of the exam's sealed forms that may be known outside, while it is still to be sat or released."""
    if exam.state != ExamState.SEALED:
        return []
    held = select(FormQuestion.revision_id).join(Form, Form.id == FormQuestion.form_id).where(Form.exam_id == exam.id)
    return question_bank.suspected(session.scalars(held.distinct()))


def holding_exams(revision_ids: Sequence[int]) -> list[Exam]:
    """The exams still to be sat or released whose sealed papers hold one of the wordings."""
    held = select(Form.exam_id).join(FormQuestion, FormQuestion.form_id == Form.id).where(FormQuestion.revision_id.in_(revision_ids))
    found = select(Exam).where(Exam.id.in_(held), Exam.state == ExamState.SEALED, Exam.is_mock.is_(False))
    return list(session.scalars(found.order_by(Exam.opens_at)))


def seen_by(exam_id: int, revision_ids: Sequence[int]) -> Select[int, str, int, str, int, datetime]:
    """(person, candidate number, sitting, form, question number, start) of everybody who had the question, by candidate number."""
    columns = (Candidate.person_id, Candidate.number, Sitting.id, Form.code, FormQuestion.number.label("place"), Sitting.started_at)
    joined = select(*columns).join(Candidate, Candidate.id == Sitting.candidate_id).join(Form, Form.id == Sitting.form_id)
    asked = joined.join(FormQuestion, FormQuestion.form_id == Form.id).where(Sitting.exam_id == exam_id)
    return asked.where(FormQuestion.revision_id.in_(revision_ids)).order_by(Candidate.number)


def is_over(exam: Exam, now: datetime) -> bool:
    """Whether nobody can meet the paper any more."""
    return exam.state == ExamState.RELEASED or exam.closes_at <= now


def _plans(question_id: int) -> list[Exam]:
    """The exams being prepared with a line that the question fits, the next first."""
    question = question_bank.question_views([question_id])[question_id]
    lines = (
        select(Exam, PaperRule.topic_code)
        .join(Part, Part.exam_id == Exam.id)
        .join(PaperRule, PaperRule.part_id == Part.id)
        .where(Exam.state == ExamState.DRAFT, Exam.is_mock.is_(False), Part.bank_id == question.bank_id)
        .where(or_(PaperRule.level.is_(None), PaperRule.level == question.level))
        .where(or_(PaperRule.kind.is_(None), PaperRule.kind == question.kind))
    )
    found = session.execute(lines.order_by(Exam.opens_at, Exam.id).limit(MOST_LINES)).all()
    above = curriculum.codes_above({code for _, code in found if code}).get(question.topic_id or 0, ()) if found else ()
    return list(dict.fromkeys(exam for exam, code in found if code is None or code in above))[:MOST]


def _plan_use(exam: Exam) -> question_bank.Use:
    return question_bank.Use(
        say("%(name)s", name=exam.name), say("đang soạn, ma trận đề có thể rút câu này"), exam.opens_at, url=f"/exams/{exam.id}/plan"
    )


def _exams(revision_ids: Sequence[int]) -> Select[Exam, int]:
    held = select(Form.id).join(FormQuestion, FormQuestion.form_id == Form.id).where(FormQuestion.revision_id.in_(revision_ids))
    counted = (
        select(Form.exam_id, func.count(Sitting.id).label("people"))
        .outerjoin(Sitting, Sitting.form_id == Form.id)
        .where(Form.id.in_(held))
        .group_by(Form.exam_id)
        .subquery()
    )
    found = select(Exam, counted.c.people).join(counted, counted.c.exam_id == Exam.id).where(Exam.is_mock.is_(False))
    return found.order_by(Exam.opens_at.desc(), Exam.id.desc()).limit(MOST)


def _mocks(revision_ids: Sequence[int]) -> Select[int, datetime | None]:
    held = select(FormQuestion.form_id).where(FormQuestion.revision_id.in_(revision_ids))
    counted = select(func.count(Sitting.id), func.max(Sitting.started_at)).join(Exam, Exam.id == Sitting.exam_id)
    return counted.where(Sitting.form_id.in_(held), Exam.is_mock.is_(True))


def _use(actor: Actor, row: Row[Exam, int], question_id: int, now: datetime) -> question_bank.Use | None:
    exam, people = row
    over = is_over(exam, now)
    if not over and not may_know_the_paper(actor, exam.place, is_over=False):
        return None
    known = may_know_the_paper(actor, exam.place, is_over=over)
    return question_bank.Use(
        say("%(name)s", name=exam.name) if known else say("Một kỳ thi ngoài quyền xem của bạn"),
        _state(exam, over, now), exam.opens_at, people,
        f"/exams/{exam.id}" if known else None,
        _people_url(actor, exam.place, question_id) if known and people else None,
        is_sealed=not over,
    )  # fmt: skip


def _people_url(actor: Actor, place: Place, question_id: int) -> str | None:
    return f"/exams/{place.exam_id}/seen/{question_id}" if actor.may(P.EXAMS_CANDIDATES, place) else None


def _state(exam: Exam, over: bool, now: datetime) -> Message:
    if exam.state == ExamState.RELEASED:
        return say("đã công bố")
    if over:
        return say("đã thi, chưa công bố")
    return say("đang thi") if exam.opens_at <= now else say("đã niêm phong, chưa thi")

"""What people mark: where it waits, the queue of one exam, one answer. No name and no number of a candidate ever leaves here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from core.actor import Actor
from core.db import session
from core.errors import NotFound
from core.permissions import Permission as P
from exams.models import AnswerMark, Exam, FormQuestion, MarkState, Part, Sitting
from exams.rules.scoring import points_of
from question_bank import api as question_bank

BY_PEOPLE = (MarkState.WAITING, MarkState.BY_PERSON)
ANSWERS_ON_A_PAGE = 50


@dataclass(frozen=True)
class Task:
    """An exam as its marker sees it: how many answers wait, how many have been marked by people."""

    exam: Exam
    waiting: int
    marked: int


@dataclass(frozen=True)
class QuestionTask:
    """One question of an exam with what waits for it. `stem` is safe HTML."""

    revision_id: int
    ref: str
    stem: str
    waiting: int
    marked: int


@dataclass(frozen=True)
class Criterion:
    """One row of a rubric. `html` is safe."""

    html: str
    points: Decimal


def tasks_of(actor: Actor) -> list[Task]:
    """Exams in which the actor may mark and something is or was to be marked; those with work first. One query."""
    places = [Exam.organisation_path.startswith(path, autoescape=True) for path in actor.paths(P.EXAMS_MARK)]
    mine = or_(*places, Exam.id.in_(actor.exam_ids(P.EXAMS_MARK)))
    waiting, marked = _count(MarkState.WAITING), _count(MarkState.BY_PERSON)
    found = (
        select(Exam, waiting, marked)
        .join(AnswerMark, AnswerMark.exam_id == Exam.id)
        .where(mine, Exam.is_mock.is_(False), AnswerMark.state.in_(BY_PEOPLE))
        .group_by(Exam.id)
        .order_by(waiting.desc(), Exam.closes_at.desc())
        .limit(60)
    )
    return [Task(exam, int(left), int(done)) for exam, left, done in session.execute(found)]


def questions_to_mark(exam: Exam) -> list[QuestionTask]:
    """The questions of an exam that people mark, with their counts: two queries."""
    waiting, marked = _count(MarkState.WAITING), _count(MarkState.BY_PERSON)
    found = select(AnswerMark.revision_id, waiting, marked).where(AnswerMark.exam_id == exam.id, AnswerMark.state.in_(BY_PEOPLE))
    rows = session.execute(found.group_by(AnswerMark.revision_id).order_by(AnswerMark.revision_id)).all()
    wordings = question_bank.revisions([revision_id for revision_id, _, _ in rows])
    return [QuestionTask(each, wordings[each].ref, wordings[each].safe.get("stem", ""), int(left), int(done)) for each, left, done in rows]


def queue_of(exam: Exam, *, state: str = MarkState.WAITING, revision_id: int | None = None) -> Select[AnswerMark]:
    """The answers of an exam that people mark, in `state`, the oldest first."""
    found = select(AnswerMark).where(AnswerMark.exam_id == exam.id, AnswerMark.state == state).order_by(AnswerMark.id)
    return found.where(AnswerMark.revision_id == revision_id) if revision_id else found


def mark_for(exam: Exam, mark_id: int) -> AnswerMark:
    """An answer of this exam that people mark; NotFound for another's, and for those that the machine marked."""
    found = session.get(AnswerMark, mark_id)
    if found is None or found.exam_id != exam.id or found.state not in BY_PEOPLE:
        raise NotFound
    return found


def next_waiting(exam: Exam, after: AnswerMark) -> int | None:
    """The next answer that waits: first the rest of the same question, then from its beginning, then any other question."""
    same = case((AnswerMark.revision_id == after.revision_id, 0), else_=1)
    ahead = case((AnswerMark.id > after.id, 0), else_=1)
    waiting = select(AnswerMark.id).where(AnswerMark.exam_id == exam.id, AnswerMark.state == MarkState.WAITING, AnswerMark.id != after.id)
    return session.scalar(waiting.order_by(same, ahead, AnswerMark.revision_id, AnswerMark.id).limit(1))


def count_waiting(exam: Exam) -> int:
    found = select(func.count()).select_from(AnswerMark)
    return session.scalar(found.where(AnswerMark.exam_id == exam.id, AnswerMark.state == MarkState.WAITING)) or 0


def part_name_of(mark: AnswerMark) -> str:
    """The part of the exam that the answer belongs to."""
    found = (
        select(Part.name)
        .join(FormQuestion, FormQuestion.part_id == Part.id)
        .join(Sitting, Sitting.form_id == FormQuestion.form_id)
        .where(Sitting.id == mark.sitting_id, FormQuestion.number == mark.number)
    )
    return session.scalar(found) or ""


def wording_of(mark: AnswerMark) -> question_bank.RevisionView:
    return question_bank.revisions([mark.revision_id])[mark.revision_id]


def finding_of(mark: AnswerMark) -> question_bank.Finding | None:
    """What an examination found of the answer; None while there has been none."""
    return question_bank.unpack_finding(mark.proposal) if mark.proposal else None


def proposed_points(mark: AnswerMark) -> Decimal | None:
    """What the examination proposes; None where it proposes nothing."""
    finding = finding_of(mark)
    return None if finding is None or finding.fraction is None else points_of(finding.fraction, mark.max_points)


def waits_for_machine(mark: AnswerMark, wording: question_bank.RevisionView) -> bool:
    """Whether an examination of the answer is still to come."""
    return mark.state == MarkState.WAITING and not mark.proposal and question_bank.kind_of(wording.kind).marking == "examiner"


def rubric_of(mark: AnswerMark, wording: question_bank.RevisionView) -> list[Criterion]:
    """What the marker looks for, each with its points out of the answer's; empty when the author gave none."""
    key = wording.safe.get("key")
    rows = key.get("rubric") if isinstance(key, dict) else None
    return [
        Criterion(str(row.get("text") or ""), points_of(Decimal(str(row["fraction"])), mark.max_points))
        for row in rows or ()
        if isinstance(row, dict) and row.get("fraction") is not None
    ]


def preview_texts(marks: Iterable[AnswerMark]) -> dict[int, str]:
    """The first words of each answer, by mark id."""
    texts = {mark.id: _words_of(mark.answer) for mark in marks}
    return {mark_id: text if len(text) <= 90 else text[:90].rsplit(" ", 1)[0] + "…" for mark_id, text in texts.items()}


def _words_of(answer: object) -> str:
    """The text of an answer; of a file only its kind, for its name may tell whose it is."""
    given = answer if isinstance(answer, dict) else {}
    return str(given.get("text") or str(given.get("name", "")).rpartition(".")[2].upper())


def _count(state: MarkState) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((AnswerMark.state == state, 1), else_=0)), 0)

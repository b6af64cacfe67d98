"""Sat and marked exams for tests: every kind of question with its right answer, and sittings by the real operations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from core import clock
from core.db import session, transaction
from exams.models import AnswerMark, Candidate, Exam, Sitting
from exams.operations.mark_sitting import mark_sitting
from exams.operations.record_sitting import record_sitting
from tests.question_bank.kinds import contents
from tests.support.actors import actor_with
from tests.support.sittings import ReadyExam, ready_exam

SECRET = contents.SECRET
RUBRIC = [{"id": "r1", "text": "<p>Đủ ý</p>", "fraction": "0.6"}, {"id": "r2", "text": "<p>Có ví dụ</p>", "fraction": "0.4"}]
ESSAY = ("essay", contents.essay(rubric=RUBRIC))
EVERY_KIND = (
    ("single_choice", contents.single()),
    ("multiple_choice", contents.multiple({"a": "0.5", "c": "0.5", "d": "-0.5"})),
    ("true_false_group", contents.group("ĐSĐS")),
    ("short_answer", contents.short([("Hà Nội", "1")])),
    ("numerical", contents.number([("2.5", "0", "1")], "m")),
    ("matching", contents.match({"p1": "c2", "p2": "c1"})),
    ESSAY,
)
RIGHT: dict[int, Any] = {
    1: "b",
    2: ["a", "c"],
    3: {"a": True, "b": False, "c": True, "d": False},
    4: "Hà Nội",
    5: "2,5",
    6: {"p1": "c2", "p2": "c1"},
    7: {"text": "Bài viết của tôi\n<b>đậm</b>"},
}


def held_exam(**known: Any) -> ReadyExam:
    """An exam with a question of every kind whose window opened an hour ago and closes in an hour."""
    return ready_exam(**{"opens_in": -3600, "lasts": 7200, "questions": EVERY_KIND, **known})


def sat(exam: ReadyExam, index: int = 0, answers: Mapping[int, object] = RIGHT, *, started_at: datetime | None = None) -> int:
    """Candidate `index` sits for ten minutes and hands in; the sitting's id, committed."""
    start = started_at or (clock.now() - timedelta(minutes=30)).replace(microsecond=0)
    with transaction():
        record_sitting(actor_with(person_id=exam.person_ids[index]), exam.id, answers, start, start + timedelta(minutes=10))
        # Read within: what is read after a commit stands open beside a live worker, and the next write would come too late for it.
        return session.execute(select(Sitting.id).where(Sitting.candidate_id == exam.candidate_ids[index])).scalar_one()


def marked(exam: ReadyExam, index: int = 0, answers: Mapping[int, object] = RIGHT) -> int:
    """As `sat`, and marked by the machine."""
    sitting_id = sat(exam, index, answers)
    with transaction():
        mark_sitting(sitting_id)
    return sitting_id


def mark_of(sitting_id: int, number: int) -> AnswerMark:
    found = select(AnswerMark).where(AnswerMark.sitting_id == sitting_id, AnswerMark.number == number)
    return session.execute(found.execution_options(populate_existing=True)).scalar_one()


def close_window(exam: ReadyExam) -> None:
    """Let the exam's window be over."""
    with transaction():
        session.get_one(Exam, exam.id).closes_at = clock.now() - timedelta(minutes=1)


def rename(exam: ReadyExam, index: int, **values: Any) -> None:
    """Change columns of a candidate."""
    with transaction():
        candidate = session.get_one(Candidate, exam.candidate_ids[index])
        for name, value in values.items():
            setattr(candidate, name, value)

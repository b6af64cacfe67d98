"""What waits for a person and when: due items, meetings and exams, for their days, their calendar and their parents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select

from core.db import UtcDateTime, session
from exams import api as exams
from lms.models import Assignment, Completion, Course, CourseState, CourseTeacher, Enrolment, Item, ItemKind
from lms.rules.items import meeting_start

MOST_LINES = 200
USUAL_MINUTES = 45
"""How long a meeting is when nobody said."""


@dataclass(frozen=True)
class AgendaLine:
    """Something with a time. `kind`: due, meeting, exam. `ends_at` is None for a deadline; `is_done` for what the person has done."""

    kind: str
    uid: str
    at: datetime
    ends_at: datetime | None
    title: str
    course: str
    url: str
    is_done: bool


def agenda_of(person_id: int, start: datetime, end: datetime) -> list[AgendaLine]:
    """A person's lines from `start` to before `end`, in time, of the courses they learn or teach; five queries."""
    courses = {**_taught(person_id), **_learnt(person_id)}
    return sorted(
        [*_due(person_id, courses, start, end), *_meetings(courses, start, end), *_exams(person_id, start, end)], key=lambda line: line.at
    )


def _learnt(person_id: int) -> dict[int, str]:
    mine = and_(Enrolment.course_id == Course.id, Enrolment.person_id == person_id, Enrolment.left_at.is_(None))
    found = select(Course.id, Course.title).join(Enrolment, mine).where(Course.state == CourseState.PUBLISHED)
    return {number: title for number, title in session.execute(found)}


def _taught(person_id: int) -> dict[int, str]:
    mine = and_(CourseTeacher.course_id == Course.id, CourseTeacher.person_id == person_id)
    found = select(Course.id, Course.title).join(CourseTeacher, mine).where(Course.state != CourseState.ARCHIVED)
    return {number: title for number, title in session.execute(found)}


def _due(person_id: int, courses: dict[int, str], start: datetime, end: datetime) -> Iterator[AgendaLine]:
    due_at = func.coalesce(Item.due_at, Assignment.due_at, type_=UtcDateTime())
    done = and_(Completion.item_id == Item.id, Completion.person_id == person_id)
    found = (
        select(Item.id, Item.course_id, Item.title, due_at, Completion.completed_at)
        .outerjoin(Assignment, and_(Item.kind == ItemKind.ASSIGNMENT, Assignment.id == Item.target_id))
        .outerjoin(Completion, done)
        .where(Item.course_id.in_(courses), Item.is_visible, or_(Item.due_at.is_not(None), Assignment.due_at.is_not(None)))
        .where(due_at >= start, due_at < end)
        .order_by(due_at)
        .limit(MOST_LINES)
    )
    for number, course_id, title, at, completed_at in session.execute(found):
        yield AgendaLine("due", f"item-{number}", at, None, title, courses[course_id], _url(course_id, number), completed_at is not None)


def _meetings(courses: dict[int, str], start: datetime, end: datetime) -> Iterator[AgendaLine]:

    found = select(Item).where(Item.course_id.in_(courses), Item.kind == ItemKind.MEETING, Item.is_visible)
    for item in session.scalars(found):
        at = meeting_start(item.detail)
        if at is not None and start <= at < end:
            ends_at = at + timedelta(minutes=item.detail.get("minutes") or USUAL_MINUTES)
            yield AgendaLine(
                "meeting", f"item-{item.id}", at, ends_at, item.title, courses[item.course_id], _url(item.course_id, item.id), is_done=False
            )


def _exams(person_id: int, start: datetime, end: datetime) -> Iterator[AgendaLine]:
    for standing, found in exams.my_exams(person_id, start).items():
        for mine in found:
            if start <= mine.exam.opens_at < end:
                done = standing in ("waiting", "released")
                yield AgendaLine(
                    "exam",
                    f"exam-{mine.exam.id}",
                    mine.exam.opens_at,
                    mine.exam.closes_at,
                    mine.exam.name,
                    "",
                    f"/sit/{mine.exam.id}/check",
                    done,
                )


def _url(course_id: int, item_id: int) -> str:
    return f"/courses/{course_id}/items/{item_id}"

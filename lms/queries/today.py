"""A learner's day: what is late, what is due soon, the next step of every course, and on which days they were at work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, select

from core import clock
from core.db import session
from lms.models import Completion, Course, CourseState, Enrolment, Item, Prerequisite, Section
from lms.queries.agenda import AgendaLine, agenda_of
from lms.queries.outline import ITEM_COLUMNS, completions_of, item_view
from lms.rules.outline import Outline, OutlineItem, OutlineSection, lock

BACK, AHEAD = timedelta(days=14), timedelta(days=7)
MOST_COURSES = 30


@dataclass(frozen=True)
class Step:
    """A course with the next thing to do in it; `item` is None when everything open is done."""

    course_id: int
    course: str
    item: OutlineItem | None
    done: int
    total: int


@dataclass(frozen=True)
class Today:
    """`late` are deadlines missed, `soon` what comes within a week."""

    late: list[AgendaLine]
    soon: list[AgendaLine]
    steps: list[Step]


def today_of(person_id: int, now: datetime) -> Today:
    """A learner's day; ten queries, however many courses there are."""
    lines = agenda_of(person_id, now - BACK, now + AHEAD)
    late = [line for line in lines if line.kind == "due" and line.at < now and not line.is_done]
    soon = [line for line in lines if line.at >= now and not line.is_done]
    return Today(late, soon, steps_of(person_id, now))


def steps_of(person_id: int, now: datetime) -> list[Step]:
    """The next step of each published course of a learner, those with something to do first; five queries."""
    courses = _courses(person_id)
    items = items_of(courses, person_id, now)
    steps = []
    for course_id, title in courses.items():
        outline = Outline((OutlineSection(0, "", "", tuple(items.get(course_id, ()))),))
        steps.append(Step(course_id, title, outline.next, outline.done, outline.total))
    return sorted(steps, key=lambda step: step.item is None)


def days_at_work(person_id: int, since: datetime, zone: str) -> set[date]:
    """The local days since then on which something in a course was worked on."""
    moments = select(Completion.last_at).where(Completion.person_id == person_id, Completion.last_at >= since)
    return {clock.local_day(moment, zone) for moment in session.scalars(moments)}


def _courses(person_id: int) -> dict[int, str]:
    mine = and_(Enrolment.course_id == Course.id, Enrolment.person_id == person_id, Enrolment.left_at.is_(None))
    found = select(Course.id, Course.title).join(Enrolment, mine).where(Course.state == CourseState.PUBLISHED)
    return {number: title for number, title in session.execute(found.order_by(Course.title).limit(MOST_COURSES))}


def items_of(courses: Collection[int], person_id: int, now: datetime) -> dict[int, list[OutlineItem]]:
    """What a pupil sees in the outline of every one of these courses, in order, with their locks; three queries."""
    found = select(Item.course_id, *ITEM_COLUMNS).join(Section, Section.id == Item.section_id)
    found = found.where(Item.course_id.in_(courses), Item.is_visible).order_by(Section.position, Item.position, Item.id)
    rows = session.execute(found).all()
    needs = _needs(courses)
    mine = completions_of(person_id, courses)
    views: dict[int, list[OutlineItem]] = {}
    for course_id, *columns in rows:
        views.setdefault(course_id, []).append(item_view(columns, needs.get(columns[0], ()), mine.get(columns[0])))
    return {course_id: lock(found, now) for course_id, found in views.items()}


def _needs(courses: Collection[int]) -> dict[int, tuple[int, ...]]:
    found = select(Prerequisite.item_id, Prerequisite.needs_item_id).join(Item, Item.id == Prerequisite.item_id)
    needs: dict[int, tuple[int, ...]] = {}
    for item_id, needed in session.execute(found.where(Item.course_id.in_(courses))):
        needs[item_id] = (*needs.get(item_id, ()), needed)
    return needs

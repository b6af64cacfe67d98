"""How far pupils are with courses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from core.db import session
from lms.models import Completion, Item
from lms.rules.completion import Rule


@dataclass(frozen=True)
class CourseProgress:
    """How many of a course's counted items a pupil has done."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True)
class Cell:
    """One pupil's standing with one item."""

    percent: int
    is_done: bool


def course_progress(person_ids: Collection[int], course_ids: Collection[int]) -> dict[tuple[int, int], CourseProgress]:
    """Progress by (person, course), for every pair: two queries however many there are."""
    counted = select(Item.course_id, func.count()).where(Item.course_id.in_(course_ids), counts()).group_by(Item.course_id)
    totals: dict[int, int] = {course_id: count for course_id, count in session.execute(counted)}
    finished = (
        select(Completion.person_id, Completion.course_id, func.count())
        .join(Item, Item.id == Completion.item_id)
        .where(Completion.person_id.in_(person_ids), Completion.course_id.in_(course_ids), Completion.completed_at.is_not(None), counts())
        .group_by(Completion.person_id, Completion.course_id)
    )
    done = {(person_id, course_id): count for person_id, course_id, count in session.execute(finished)}
    return {(p, c): CourseProgress(done.get((p, c), 0), totals.get(c, 0)) for p in person_ids for c in course_ids}


def late_counts(course_id: int, now: datetime) -> tuple[int, dict[int, int]]:
    """How many items of a course are due by now, and how many of those each pupil has done."""
    due = (Item.course_id == course_id, Item.due_at < now, counts())
    total = session.scalar(select(func.count()).select_from(Item).where(*due)) or 0
    finished = select(Completion.person_id, func.count()).join(Item, Item.id == Completion.item_id)
    finished = finished.where(*due, Completion.completed_at.is_not(None)).group_by(Completion.person_id)
    return total, {person_id: count for person_id, count in session.execute(finished)}


def begun_counts(course_id: int) -> dict[int, int]:
    """How many pupils have begun each item of a course."""
    counted = select(Completion.item_id, func.count()).where(Completion.course_id == course_id).group_by(Completion.item_id)
    return {item_id: count for item_id, count in session.execute(counted)}


def cells(course_id: int, person_ids: Collection[int]) -> dict[tuple[int, int], Cell]:
    """Standings by (person, item) of these pupils; nothing where nothing was begun."""
    found = select(Completion.person_id, Completion.item_id, Completion.percent, Completion.completed_at.is_not(None))
    found = found.where(Completion.course_id == course_id, Completion.person_id.in_(person_ids))
    return {(p, i): Cell(int(percent), is_done) for p, i, percent, is_done in session.execute(found)}


def counts() -> ColumnElement[bool]:
    """Items that are part of progress: shown, and with a rule."""
    return Item.is_visible.is_(True) & (Item.completion != Rule.NONE)

"""What of courses an actor may find by searching: each course of theirs, and those of its lessons that they could open."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from core.actor import Actor
from core.db import session
from lms.models import Course, ItemKind, Lesson
from lms.queries.courses import courses_learned, taught_by
from lms.queries.today import items_of


def audience_of_course(course_id: int) -> str:
    """The word of `core.search` for what everybody in a course may find."""
    return f"course:{course_id}"


def audience_of_lesson(lesson_id: int) -> str:
    """The word for a lesson: a pupil finds it once the outline shows and opens it to them, its teachers always."""
    return f"lesson:{lesson_id}"


def audiences_of(actor: Actor, now: datetime) -> set[str]:
    """Both words for the courses that the actor learns, or teaches and may still teach; six queries at most."""
    if actor.person_id is None:
        return set()
    taught = set(session.scalars(select(Course.id).where(taught_by(actor))))
    learnt = set(session.scalars(courses_learned(actor.person_id).with_only_columns(Course.id)))
    lessons = {*_lessons_in(taught), *_lessons_open(learnt, actor.person_id, now)}
    return {*map(audience_of_course, taught | learnt), *map(audience_of_lesson, lessons)}


def _lessons_in(course_ids: Collection[int]) -> set[int]:
    return set(session.scalars(select(Lesson.id).where(Lesson.course_id.in_(course_ids)))) if course_ids else set()


def _lessons_open(course_ids: Collection[int], person_id: int, now: datetime) -> set[int]:
    """The lessons that the outlines of these courses show and do not lock for this pupil."""
    lines = [item for items in items_of(course_ids, person_id, now).values() for item in items] if course_ids else []
    return {item.target_id for item in lines if item.kind == ItemKind.LESSON and item.target_id is not None and not item.locks}

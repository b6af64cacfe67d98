"""The door to lms for the rooms above: whose courses, how far in them, and which of their pages somebody may find."""

from __future__ import annotations

from core.actor import Actor
from core.db import session
from lms.queries.courses import CourseView, course_ids_of, courses_learned, view_for
from lms.queries.progress import CourseProgress, course_progress
from lms.queries.today import Step, Today, days_at_work, today_of

__all__ = ["CourseProgress", "CourseView", "Step", "Today", "course_progress", "courses_of", "days_at_work", "search_audiences", "today_of"]

MOST_COURSES = 100


def search_audiences(actor: Actor) -> set[str]:
    """The words of `core.search` for the courses that the actor learns or teaches: `course:7`."""
    return {f"course:{number}" for number in course_ids_of(actor.person_id)} if actor.person_id is not None else set()


def courses_of(person_id: int) -> list[CourseView]:
    """The courses that a person learns, those that go on first."""
    return [view_for(row) for row in session.execute(courses_learned(person_id).limit(MOST_COURSES))]

"""Assignments: made, changed, copied into another course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.html import clean_html
from core.words import Message, say
from lms import policies
from lms.models import Assignment
from lms.rules.course import CourseView
from lms.rules.rubric import Criterion, as_json, most_points, problems_of


@dataclass(frozen=True)
class AssignmentDetails:
    """What is to be done, as its form gives it. With a rubric, `max_points` is what the rubric comes to."""

    title: str
    instructions: str
    max_points: Decimal
    rubric: Sequence[Criterion]
    due_at: datetime | None
    closes_at: datetime | None
    files_limit: int


def create_assignment(actor: Actor, course: CourseView, title: str) -> Assignment:
    """An assignment without words yet: the outline makes it, its own page fills it."""
    policies.require_work(actor, course)
    made = Assignment(course_id=course.id, title=title, created_by=actor.person_id, created_at=clock.now())
    session.add(made)
    session.flush()
    audit.record(actor, "lms.assignment_created", f"assignment:{made.id}", course=course.id, title=title)
    return made


def change_assignment(actor: Actor, course: CourseView, found: Assignment, details: AssignmentDetails) -> None:
    """Change what is asked. Invalid names the fields that cannot stand; marks given already stay as they are."""
    policies.require_work(actor, course)
    _check(details)
    found.title, found.instructions, found.safe_instructions = details.title, details.instructions, clean_html(details.instructions)
    found.rubric = as_json(details.rubric)
    found.max_points = most_points(details.rubric) if details.rubric else details.max_points
    found.due_at, found.closes_at, found.files_limit = details.due_at, details.closes_at, details.files_limit
    audit.record(actor, "lms.assignment_changed", f"assignment:{found.id}", course=course.id)
    session.flush()


def _check(details: AssignmentDetails) -> None:
    wrong: dict[str, Message] = {}
    if details.due_at and details.closes_at and details.closes_at < details.due_at:
        wrong["closes_at"] = say("Hạn cuối cùng phải sau hạn nộp.")
    problem = problems_of(details.rubric)
    if problem:
        wrong["rubric"] = problem
    if wrong:
        raise Invalid(fields=wrong)

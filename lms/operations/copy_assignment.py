"""An assignment copied into another course, without what pupils handed in."""

from __future__ import annotations

from core import clock
from core.actor import Actor
from core.db import session
from lms.models import Assignment


def copy_assignment(actor: Actor, assignment_id: int, course_id: int) -> Assignment:
    """The same task for another course, with its dates; callers check the policy."""
    found = session.get_one(Assignment, assignment_id)
    made = Assignment(
        course_id=course_id, title=found.title, instructions=found.instructions, safe_instructions=found.safe_instructions,
        max_points=found.max_points, rubric=found.rubric, files_limit=found.files_limit, created_by=actor.person_id,
        due_at=found.due_at, closes_at=found.closes_at, created_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made

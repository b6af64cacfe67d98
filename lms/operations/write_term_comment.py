"""What a teacher writes of a pupil at the end of a term or of the year."""

from __future__ import annotations

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import NotFound
from lms import policies
from lms.models import TermComment
from lms.queries.gradebook import pupil_ids
from lms.rules.course import CourseView

LONGEST = 1_000


def write_term_comment(actor: Actor, course: CourseView, person_id: int, term: int, text: str) -> None:
    """Keep the comment of term 1 or 2, or of the year (0); an empty one is taken away."""
    policies.require_work(actor, course)
    if person_id not in pupil_ids(course.id):
        raise NotFound
    row = session.get(TermComment, (course.id, person_id, term))
    if (row.text if row else "") == text:
        return
    if not text and row is not None:
        session.delete(row)
    elif text:
        row = row or TermComment(course_id=course.id, person_id=person_id, term=term)
        row.text, row.written_by, row.written_at = text[:LONGEST], actor.person_id, clock.now()
        session.add(row)
    audit.record(actor, "lms.comment_written", f"course:{course.id}", person=person_id, term=term)
    session.flush()

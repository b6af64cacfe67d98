"""Begin a new draft from an old version."""

from __future__ import annotations

from core import audit
from core.actor import Actor
from core.errors import Conflict
from core.words import say
from lms.models import Lesson, LessonVersion, VersionState
from lms.operations.create_lesson import start_draft
from lms.queries.lessons import lesson_row, next_number, version_numbered, version_of


def restore_version(actor: Actor, lesson: Lesson, number: int) -> LessonVersion:
    """The new draft. A draft that was being written is kept among the versions, so nothing is lost. Callers check the policy."""
    lesson = lesson_row(lesson.course_id, lesson.id, to_change=True)
    old = version_numbered(lesson.id, number)
    if lesson.draft_id is not None:
        current = version_of(lesson.draft_id)
        if current.state == VersionState.IN_REVIEW:
            raise Conflict(say("Bài đang chờ duyệt nên chưa sửa được. Hãy rút lại trước."))
        current.state = VersionState.REPLACED
    draft = start_draft(actor, lesson, next_number(lesson.id), list(old.blocks), list(old.safe))
    audit.record(actor, "lms.lesson_restored", f"lesson:{lesson.id}", version=draft.number, source=old.number)
    return draft

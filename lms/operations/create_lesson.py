"""Begin a lesson: a title and an empty draft."""

from __future__ import annotations

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.words import say
from lms.models import Course, Lesson, LessonVersion
from lms.rules.course import CourseView

LONGEST_TITLE = 200


def create_lesson(actor: Actor, course: Course | CourseView, title: str, topic_id: int | None = None) -> Lesson:
    """A lesson of the course with a first draft. Callers check the policy."""
    lesson = Lesson(
        course_id=course.id, title=checked_title(title), topic_id=topic_id, created_by=actor.person_id, created_at=clock.now()
    )  # fmt: skip
    session.add(lesson)
    session.flush()
    start_draft(actor, lesson, 1, [], [])
    audit.record(actor, "lms.lesson_created", f"lesson:{lesson.id}", course=course.id, title=lesson.title)
    return lesson


def start_draft(actor: Actor, lesson: Lesson, number: int, blocks: list[object], safe: list[object]) -> LessonVersion:
    """A new draft of the lesson, which is the one being written from now on."""
    now = clock.now()
    version = LessonVersion(
        lesson_id=lesson.id, number=number, blocks=blocks, safe=safe, save_number=0, author_id=actor.person_id, created_at=now, saved_at=now
    )  # fmt: skip
    session.add(version)
    session.flush()
    lesson.draft_id = version.id
    return version


def checked_title(title: str) -> str:
    """The title without the space around it; Invalid when nothing is left or it is too long."""
    tidy = " ".join(title.split())
    if not tidy or len(tidy) > LONGEST_TITLE:
        raise Invalid(fields={"title": say("Hãy đặt tên bài học, không quá %(n)d ký tự.", n=LONGEST_TITLE)})
    return tidy

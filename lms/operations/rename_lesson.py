"""Change what a lesson is called and what topic it belongs to. Titles belong to the lesson, not to a version."""

from __future__ import annotations

from core import audit
from core.actor import Actor
from core.errors import Invalid
from core.words import say
from curriculum import api as curriculum
from lms.models import Lesson
from lms.operations.create_lesson import checked_title
from lms.operations.publish_lesson import index_lesson


def rename_lesson(actor: Actor, lesson: Lesson, title: str, topic_id: int | None) -> None:
    """Callers check the policy; Invalid for an empty title or a topic that is not there."""
    title = checked_title(title)
    if topic_id is not None and topic_id not in curriculum.topics_by_ids([topic_id]):
        raise Invalid(fields={"topic_id": say("Hãy chọn một chủ đề trong danh sách.")})
    if (title, topic_id) == (lesson.title, lesson.topic_id):
        return
    lesson.title, lesson.topic_id = title, topic_id
    index_lesson(lesson)
    audit.record(actor, "lms.lesson_renamed", f"lesson:{lesson.id}", title=title)

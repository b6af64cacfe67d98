"""What a reviewer says of a lesson, at one block or of the whole, and settling it."""

from __future__ import annotations

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.words import say
from lms.models import Lesson, LessonComment, LessonVersion
from lms.rules.blocks import find

LONGEST = 2_000


def comment_on_lesson(actor: Actor, lesson: Lesson, version: LessonVersion, block_id: str, text: str) -> LessonComment:
    """Say something of a version. Callers check the policy; `block_id` empty or unknown means the whole lesson."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise Invalid(fields={"text": say("Hãy viết góp ý, không quá %(n)d ký tự.", n=LONGEST)})
    place = block_id if find(version.blocks, block_id) is not None else ""
    comment = LessonComment(
        lesson_id=lesson.id, version_id=version.id, block_id=place, person_id=actor.person_id, text=text, at=clock.now()
    )  # fmt: skip
    session.add(comment)
    session.flush()
    audit.record(actor, "lms.lesson_commented", f"lesson:{lesson.id}", version=version.number, block=place)
    return comment


def settle_comment(actor: Actor, comment: LessonComment) -> None:
    """What was asked for is done."""
    if comment.resolved_at is None:
        comment.resolved_at = clock.now()
        audit.record(actor, "lms.lesson_comment_settled", f"lesson:{comment.lesson_id}", comment=comment.id)

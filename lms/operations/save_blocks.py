"""Change the draft of a lesson. Who has an older state of it than the server is refused, so that no tab overwrites another."""

from __future__ import annotations

from collections.abc import Callable

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid
from core.words import say
from lms.models import Lesson, LessonVersion, VersionState
from lms.operations.create_lesson import start_draft
from lms.queries.lessons import current_version, known_to, lesson_row, next_number, version_of
from lms.rules.blocks import Block, safe_blocks, size_problems


class StaleDraft(Conflict):
    """The draft was saved by somebody else, or in another window, since this state of it was read."""

    title = say("Bài này vừa được lưu ở một cửa sổ khác. Chưa có gì bị ghi đè.")


def save_blocks(actor: Actor, lesson: Lesson, blocks: list[Block], save_number: int) -> LessonVersion:
    """Put tidy `blocks` in the place of the draft's. Raises as `change_blocks` does."""
    return change_blocks(actor, lesson, save_number, lambda _: blocks)


def change_blocks(actor: Actor, lesson: Lesson, save_number: int | None, change: Callable[[list[Block]], list[Block]]) -> LessonVersion:
    """Apply `change` to the draft's blocks; a published lesson without a draft gets one. Callers check the policy.

    `save_number` is the draft's as the actor knew it (0 where there was none); None changes whatever is there now. Raises StaleDraft,
    Conflict while a reviewer reads the draft, Invalid for a lesson grown too large.
    """
    lesson = lesson_row(lesson.course_id, lesson.id, to_change=True)
    draft = _draft(actor, lesson)
    if draft.state == VersionState.IN_REVIEW:
        raise Conflict(say("Bài đang chờ duyệt nên chưa sửa được. Hãy rút lại trước."))
    if save_number is not None and draft.save_number != save_number:
        raise StaleDraft
    blocks = change([dict(block) for block in draft.blocks])
    if problems := size_problems(blocks):
        raise Invalid(problems[0].message)
    if blocks != draft.blocks:
        draft.safe = _safe_again(lesson.course_id, blocks, draft)
        draft.blocks = blocks
        draft.save_number += 1
        draft.saved_at = clock.now()
        draft.author_id = actor.person_id
    session.flush()
    return draft


def _draft(actor: Actor, lesson: Lesson) -> LessonVersion:
    """The draft, begun from what is published where there is none."""
    if lesson.draft_id is not None:
        return session.get_one(LessonVersion, lesson.draft_id, populate_existing=True)
    published = current_version(lesson)
    old = (published.blocks, published.safe) if published else ([], [])
    draft = start_draft(actor, lesson, next_number(lesson.id), *old)
    audit.record(actor, "lms.lesson_draft_begun", f"lesson:{lesson.id}", version=draft.number)
    return draft


def _safe_again(course_id: int, blocks: list[Block], draft: LessonVersion) -> list[Block]:
    """What readers get; only what has changed is made anew."""
    same = {block["id"]: (block, safe) for block, safe in zip(draft.blocks, draft.safe, strict=True)}
    changed = [block for block in blocks if same.get(block["id"], (None,))[0] != block]
    made = {block["id"]: block for block in safe_blocks(changed, known_to(course_id, changed))}
    return [made.get(block["id"]) or same[block["id"]][1] for block in blocks]


def require_draft(lesson: Lesson) -> LessonVersion:
    """The version being written; Conflict when there is none."""
    if lesson.draft_id is None:
        raise Conflict(say("Bài này không có bản nháp nào: mọi thay đổi đã được đăng."))
    return version_of(lesson.draft_id)

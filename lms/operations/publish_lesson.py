"""Let pupils read the draft: straight away, or after somebody else has approved it."""

from __future__ import annotations

from accounts import api as accounts
from core import audit, clock, search
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid, NotAllowed
from core.words import Message, say
from lms.models import Lesson, LessonVersion, VersionState
from lms.operations.save_blocks import require_draft
from lms.queries.findable import audience_of_lesson
from lms.queries.lessons import known_to, lesson_row, teachers_of, version_of
from lms.rules.blocks import Block, problems_of, safe_blocks, words_of
from lms.rules.course import CourseView


def publish_lesson(actor: Actor, course: CourseView, lesson: Lesson) -> LessonVersion:
    """Publish the draft of a course that asks for no review. Callers check the policy; Invalid names what is missing by block."""
    if course.needs_review:
        raise Conflict(say("Khóa học này cần người khác duyệt bài. Hãy gửi bài đi duyệt."))
    lesson = lesson_row(course.id, lesson.id, to_change=True)
    return _publish(actor, lesson, require_draft(lesson))


def submit_lesson(actor: Actor, course: CourseView, lesson: Lesson) -> LessonVersion:
    """Give the draft to the course's other teachers to read."""
    lesson = lesson_row(course.id, lesson.id, to_change=True)
    draft = require_draft(lesson)
    _require_state(draft, VersionState.DRAFT, VersionState.SENT_BACK)
    _require_complete(lesson, draft)
    draft.state, draft.submitted_at, draft.author_id = VersionState.IN_REVIEW, clock.now(), actor.person_id
    audit.record(actor, "lms.lesson_submitted", f"lesson:{lesson.id}", version=draft.number)
    told = [number for number in teachers_of(course.id) if number != actor.person_id]
    accounts.notify(told, "review", say("Bài “%(title)s” chờ bạn duyệt.", title=lesson.title), _address(lesson, "/review"))
    return draft


def withdraw_lesson(actor: Actor, course: CourseView, lesson: Lesson) -> LessonVersion:
    """Take a submitted draft back to go on writing."""
    lesson = lesson_row(course.id, lesson.id, to_change=True)
    draft = require_draft(lesson)
    _require_state(draft, VersionState.IN_REVIEW)
    draft.state = VersionState.DRAFT
    audit.record(actor, "lms.lesson_withdrawn", f"lesson:{lesson.id}", version=draft.number)
    return draft


def approve_lesson(actor: Actor, course: CourseView, lesson: Lesson) -> LessonVersion:
    """Publish what was submitted. NotAllowed for who submitted it: four eyes read a lesson of such a course."""
    lesson, draft = _under_review(actor, course, lesson)
    draft.reviewer_id = actor.person_id
    published = _publish(actor, lesson, draft)
    _tell_author(draft, say("Bài “%(title)s” đã được duyệt và đăng.", title=lesson.title), _address(lesson))
    return published


def send_back_lesson(actor: Actor, course: CourseView, lesson: Lesson) -> LessonVersion:
    """Give a submitted draft back to its author with the comments on it."""
    lesson, draft = _under_review(actor, course, lesson)
    draft.state, draft.reviewer_id = VersionState.SENT_BACK, actor.person_id
    audit.record(actor, "lms.lesson_sent_back", f"lesson:{lesson.id}", version=draft.number)
    _tell_author(draft, say("Bài “%(title)s” được trả lại kèm góp ý.", title=lesson.title), _address(lesson, "/edit"))
    return draft


def index_lesson(lesson: Lesson) -> None:
    """Let whoever may open the lesson find it by its title and by what pupils read."""
    if lesson.published_id is None:
        return
    blocks = version_of(lesson.published_id).blocks
    words = words_of(blocks, known_to(lesson.course_id, []))
    search.put("lesson", str(lesson.id), lesson.title, words, _address(lesson), audience_of_lesson(lesson.id))


def _under_review(actor: Actor, course: CourseView, lesson: Lesson) -> tuple[Lesson, LessonVersion]:
    lesson = lesson_row(course.id, lesson.id, to_change=True)
    draft = require_draft(lesson)
    _require_state(draft, VersionState.IN_REVIEW)
    if actor.person_id is not None and actor.person_id == draft.author_id:
        raise NotAllowed(say("Người gửi bài không tự duyệt bài của mình."))
    return lesson, draft


def _publish(actor: Actor, lesson: Lesson, draft: LessonVersion) -> LessonVersion:
    safe = _require_complete(lesson, draft)
    if lesson.published_id is not None:
        version_of(lesson.published_id).state = VersionState.REPLACED
    draft.state, draft.published_at, draft.safe = VersionState.PUBLISHED, clock.now(), safe
    lesson.published_id, lesson.draft_id = draft.id, None
    session.flush()
    index_lesson(lesson)
    audit.record(actor, "lms.lesson_published", f"lesson:{lesson.id}", version=draft.number, title=lesson.title)
    return draft


def _require_complete(lesson: Lesson, draft: LessonVersion) -> list[Block]:
    """What readers will get, made from what is there now; Invalid where something is missing."""
    known = known_to(lesson.course_id, draft.blocks)
    problems = problems_of(draft.blocks, known)
    if problems:
        fields = {f"{problem.block_id}.{problem.place}": problem.message for problem in reversed(problems)}
        raise Invalid(say("Bài còn chỗ chưa xong nên chưa đăng được."), fields)
    return safe_blocks(draft.blocks, known)


def _require_state(draft: LessonVersion, *states: VersionState) -> None:
    if draft.state not in states:
        raise Conflict


def _tell_author(draft: LessonVersion, message: Message, url: str) -> None:
    if draft.author_id is not None:
        accounts.notify([draft.author_id], "review", message, url)


def _address(lesson: Lesson, page: str = "") -> str:
    return f"/courses/{lesson.course_id}/lessons/{lesson.id}{page}"

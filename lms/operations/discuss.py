"""Talk in a course: a thread begun, a post written, changed or hidden, a question settled, a thread pinned or closed."""

from __future__ import annotations

from sqlalchemy import select

from accounts import api as accounts
from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid, NotAllowed
from core.words import Message, say
from lms import policies
from lms.models import CourseTeacher, Post, Thread
from lms.rules.course import CourseView
from lms.rules.posts import LONGEST, html_of

MOST_TOLD = 50


def begin_thread(actor: Actor, course: CourseView, title: str, text: str, *, is_question: bool) -> Thread:
    """A thread with its first post. A question is told to the teachers. Invalid names the field that is empty."""
    policies.require_talks(actor, course)
    if not title.strip():
        raise Invalid(fields={"title": say("Hãy ghi câu hỏi hoặc chủ đề trong một dòng.")})
    now = clock.now()
    thread = Thread(
        course_id=course.id, title=title.strip()[:200], person_id=actor.person_id or 0, is_question=is_question, is_pinned=False, is_closed=False,
        posts_count=0, created_at=now, last_at=now,
    )  # fmt: skip
    session.add(thread)
    session.flush()
    _add(actor, thread, text)
    audit.record(actor, "lms.thread_begun", f"thread:{thread.id}", course=course.id)
    if is_question:
        teachers = set(session.scalars(select(CourseTeacher.person_id).where(CourseTeacher.course_id == course.id)))
        _tell(
            actor,
            course,
            thread,
            teachers,
            say("%(name)s hỏi trong “%(course)s”: %(title)s", name=actor.name, course=course.title, title=thread.title),
        )
    return thread


def reply(actor: Actor, course: CourseView, thread: Thread, text: str) -> Post:
    """One more post; told to whoever took part. Conflict in a closed thread."""
    policies.require_talks(actor, course)
    if thread.is_closed and not policies.may_edit(actor, course):
        raise Conflict(say("Cuộc thảo luận này đã đóng."))
    session.refresh(thread, with_for_update=True)
    took_part = select(Post.person_id).where(Post.thread_id == thread.id).distinct().limit(MOST_TOLD)
    told = {thread.person_id, *session.scalars(took_part)}
    post = _add(actor, thread, text)
    audit.record(actor, "lms.post_written", f"thread:{thread.id}", post=post.id)
    _tell(actor, course, thread, told, say("%(name)s trả lời “%(title)s”", name=actor.name, title=thread.title))
    return post


def change_post(actor: Actor, course: CourseView, thread: Thread, post: Post, text: str) -> None:
    """Its author's own words, while the thread is open and nobody hid them."""
    policies.require_talks(actor, course)
    if post.person_id != actor.person_id:
        raise NotAllowed(say("Chỉ người viết sửa được bài của mình."))
    if thread.is_closed or post.hidden_by is not None:
        raise Conflict(say("Bài này không sửa được nữa."))
    post.text, post.safe, post.edited_at = _checked(text), html_of(text), clock.now()
    audit.record(actor, "lms.post_changed", f"thread:{thread.id}", post=post.id)


def hide_post(actor: Actor, course: CourseView, thread: Thread, post: Post, reason: str) -> None:
    """A teacher takes words out of sight, with a reason their author reads; an empty reason shows them again."""
    policies.require_work(actor, course)
    post.hidden_by, post.hidden_reason = (actor.person_id, reason.strip()[:200]) if reason.strip() else (None, "")
    audit.record(
        actor, "lms.post_hidden" if post.hidden_by else "lms.post_shown", f"thread:{thread.id}", post=post.id, reason=post.hidden_reason
    )


def settle(actor: Actor, course: CourseView, thread: Thread, post: Post | None) -> None:
    """Mark the post that answers a question, or take the mark back; by who asked and by teachers."""
    policies.require_talks(actor, course)
    if thread.person_id != actor.person_id and not policies.may_edit(actor, course):
        raise NotAllowed(say("Người hỏi hoặc giáo viên chọn câu trả lời."))
    thread.answer_id = post.id if post else None
    audit.record(actor, "lms.thread_settled", f"thread:{thread.id}", post=thread.answer_id)


def arrange_thread(actor: Actor, course: CourseView, thread: Thread, *, pinned: bool, closed: bool) -> None:
    """Pin, close, or undo either."""
    policies.require_work(actor, course)
    thread.is_pinned, thread.is_closed = pinned, closed
    audit.record(actor, "lms.thread_arranged", f"thread:{thread.id}", pinned=pinned, closed=closed)


def _add(actor: Actor, thread: Thread, text: str) -> Post:
    now = clock.now()
    post = Post(thread_id=thread.id, person_id=actor.person_id or 0, text=_checked(text), safe=html_of(text), at=now, hidden_reason="")
    session.add(post)
    thread.posts_count, thread.last_at = thread.posts_count + 1, now
    session.flush()
    return post


def _checked(text: str) -> str:
    if not text.strip():
        raise Invalid(fields={"text": say("Hãy viết vài dòng.")})
    if len(text) > LONGEST:
        raise Invalid(fields={"text": say("Bài dài quá %(most)d ký tự. Hãy rút gọn hoặc chia thành hai bài.", most=LONGEST)})
    return text


def _tell(actor: Actor, course: CourseView, thread: Thread, told: set[int], words: Message) -> None:
    accounts.notify(told - {actor.person_id or 0}, "discussion", words, f"/courses/{course.id}/discussion/{thread.id}")

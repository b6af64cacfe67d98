"""Threads, posts and announcements of a course."""

from __future__ import annotations

from sqlalchemy import Select, select

from core.db import session
from core.errors import NotFound
from lms.models import Announcement, CourseTeacher, Post, Thread

SHOWN = ("", "open", "mine")
"""Which threads a list shows: all, questions without an answer, one's own."""


def threads_of(course_id: int, shown: str, person_id: int | None) -> Select[Thread]:
    """Pinned first, then the latest talk."""
    found = select(Thread).where(Thread.course_id == course_id)
    if shown == "open":
        found = found.where(Thread.is_question, Thread.answer_id.is_(None), ~Thread.is_closed)
    if shown == "mine":
        found = found.where(Thread.person_id == person_id)
    return found.order_by(Thread.is_pinned.desc(), Thread.last_at.desc(), Thread.id.desc())


def thread_row(course_id: int, thread_id: int) -> Thread:
    """A thread of that very course; NotFound otherwise."""
    found = session.get(Thread, thread_id)
    if found is None or found.course_id != course_id:
        raise NotFound
    return found


def posts_of(thread_id: int) -> Select[Post]:
    """In the order they were written."""
    return select(Post).where(Post.thread_id == thread_id).order_by(Post.id)


def post_row(thread_id: int, post_id: int) -> Post:
    """A post of that very thread; NotFound otherwise."""
    found = session.get(Post, post_id)
    if found is None or found.thread_id != thread_id:
        raise NotFound
    return found


def teacher_ids(course_id: int) -> set[int]:
    """Whose words are a teacher's."""
    return set(session.scalars(select(CourseTeacher.person_id).where(CourseTeacher.course_id == course_id)))


def announcements_of(course_id: int) -> Select[Announcement]:
    """The latest first."""
    return select(Announcement).where(Announcement.course_id == course_id).order_by(Announcement.at.desc(), Announcement.id.desc())


def announcement_row(course_id: int, announcement_id: int) -> Announcement:
    """An announcement of that very course; NotFound otherwise."""
    found = session.get(Announcement, announcement_id)
    if found is None or found.course_id != course_id:
        raise NotFound
    return found

"""Lessons, their versions and what reviewers said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from core.db import session
from core.errors import NotFound
from lms.kinds.contract import FileFacts, Known
from lms.kinds.question import KINDS
from lms.models import CourseFile, CourseTeacher, Lesson, LessonComment, LessonVersion
from lms.rules.blocks import Block, episode_ids, file_ids
from question_bank import api as questions
from video import api as video


@dataclass(frozen=True)
class VersionLine:
    """A version as lists show it: everything but its blocks."""

    id: int
    number: int
    state: str
    author_id: int | None
    reviewer_id: int | None
    saved_at: datetime
    published_at: datetime | None


def lesson_row(course_id: int, lesson_id: int, *, to_change: bool = False) -> Lesson:
    """A lesson of this course, locked when it is to be changed; NotFound when it is another's."""
    found = select(Lesson).where(Lesson.id == lesson_id, Lesson.course_id == course_id)
    if to_change:
        found = found.with_for_update().execution_options(populate_existing=True)
    lesson = session.scalar(found)
    if lesson is None:
        raise NotFound
    return lesson


def version_of(version_id: int) -> LessonVersion:
    """A version by its id."""
    return session.get_one(LessonVersion, version_id)


def version_numbered(lesson_id: int, number: int) -> LessonVersion:
    """A version of a lesson by its number; NotFound when there is none."""
    found = session.scalar(select(LessonVersion).where(LessonVersion.lesson_id == lesson_id, LessonVersion.number == number))
    if found is None:
        raise NotFound
    return found


def current_version(lesson: Lesson) -> LessonVersion | None:
    """What an editor sees: the draft, else what is published."""
    number = lesson.draft_id or lesson.published_id
    return version_of(number) if number is not None else None


def next_number(lesson_id: int) -> int:
    """The number of a new version."""
    return (session.scalar(select(func.max(LessonVersion.number)).where(LessonVersion.lesson_id == lesson_id)) or 0) + 1


def version_lines(lesson_id: int) -> Select[int, int, str, int | None, int | None, datetime, datetime | None]:
    """The versions of a lesson, newest first; each row makes a `VersionLine(*row)`."""
    columns = (
        LessonVersion.id, LessonVersion.number, LessonVersion.state, LessonVersion.author_id, LessonVersion.reviewer_id,
        LessonVersion.saved_at, LessonVersion.published_at,
    )  # fmt: skip
    return select(*columns).where(LessonVersion.lesson_id == lesson_id).order_by(LessonVersion.number.desc())


def comments_on(lesson_id: int, *, most: int = 200) -> list[LessonComment]:
    """What reviewers said of a lesson and nobody has settled, and what was said of its last version; in order."""
    found = select(LessonComment).where(LessonComment.lesson_id == lesson_id).order_by(LessonComment.id.desc()).limit(most)
    return list(reversed(session.scalars(found).all()))


def comment_row(lesson_id: int, comment_id: int) -> LessonComment:
    """A comment on this lesson; NotFound when it is on another."""
    found = session.get(LessonComment, comment_id)
    if found is None or found.lesson_id != lesson_id:
        raise NotFound
    return found


def teachers_of(course_id: int) -> list[int]:
    """The ids of who teaches the course."""
    return list(session.scalars(select(CourseTeacher.person_id).where(CourseTeacher.course_id == course_id)))


def kinds_known() -> Known:
    """What tidying needs: the kinds of questions a lesson may ask."""
    return Known(kinds={kind.code: kind for kind in questions.kinds() if kind.code in KINDS}, safe_question_html=questions.safe_html)


def known_to(course_id: int, blocks: Iterable[Block]) -> Known:
    """What tidy `blocks` point at, as far as it is there for this course; two queries at most."""
    blocks = list(blocks)
    files, episodes, base = file_ids(blocks), episode_ids(blocks), kinds_known()
    found = {number for number, view in video.episodes(episodes).items() if view.is_published} if episodes else set()
    return Known(_files(course_id, files) if files else {}, frozenset(found), base.kinds, base.safe_question_html)


def _files(course_id: int, ids: set[int]) -> dict[int, FileFacts]:
    found = select(CourseFile).where(CourseFile.course_id == course_id, CourseFile.id.in_(ids))
    return {row.id: FileFacts(row.name, row.mime, row.size, row.width, row.height) for row in session.scalars(found)}

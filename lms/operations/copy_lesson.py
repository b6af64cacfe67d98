"""Copy a lesson with its files to a course."""

from __future__ import annotations

from sqlalchemy import select

from core import audit, clock
from core.actor import Actor
from core.db import session
from lms.models import CourseFile, Lesson, LessonVersion, VersionState
from lms.operations.create_lesson import start_draft
from lms.operations.publish_lesson import index_lesson
from lms.queries.lessons import known_to, version_of
from lms.rules.blocks import Block, file_ids, safe_blocks, with_files


def copy_lesson(actor: Actor, lesson_id: int, course_id: int) -> Lesson:
    """The copy: published when the lesson is, from what pupils read; else a draft from its draft. Callers check both courses' policies."""
    source = session.get_one(Lesson, lesson_id)
    version = version_of(source.published_id or source.draft_id or 0)
    copy = Lesson(
        course_id=course_id, title=source.title, topic_id=source.topic_id, created_by=actor.person_id, created_at=clock.now()
    )  # fmt: skip
    session.add(copy)
    session.flush()
    blocks = with_files(version.blocks, copy_files(actor, source.course_id, course_id, file_ids(version.blocks)))
    draft = start_draft(actor, copy, 1, list(blocks), list(_safe(course_id, blocks)))
    if source.published_id is not None:
        _publish(copy, draft)
    audit.record(actor, "lms.lesson_copied", f"lesson:{copy.id}", source=source.id, course=course_id)
    return copy


def copy_files(actor: Actor, from_course: int, to_course: int, ids: set[int]) -> dict[int, int]:
    """Give a course files of another, by reference to the same stored bytes. Returns old id -> new id."""
    if from_course == to_course or not ids:
        return {number: number for number in ids}
    rows = session.scalars(select(CourseFile).where(CourseFile.course_id == from_course, CourseFile.id.in_(ids))).all()
    there = {row.stored: row for row in session.scalars(select(CourseFile).where(
        CourseFile.course_id == to_course, CourseFile.stored.in_([row.stored for row in rows])
    ))}  # fmt: skip
    for row in rows:
        if row.stored not in there:
            there[row.stored] = CourseFile(
                course_id=to_course, name=row.name, stored=row.stored, mime=row.mime, size=row.size, width=row.width, height=row.height,
                created_by=actor.person_id, created_at=clock.now(),
            )  # fmt: skip
            session.add(there[row.stored])
    session.flush()
    return {row.id: there[row.stored].id for row in rows}


def _safe(course_id: int, blocks: list[Block]) -> list[Block]:
    return safe_blocks(blocks, known_to(course_id, blocks))


def _publish(copy: Lesson, draft: LessonVersion) -> None:
    draft.state, draft.published_at = VersionState.PUBLISHED, clock.now()
    copy.published_id, copy.draft_id = draft.id, None
    session.flush()
    index_lesson(copy)

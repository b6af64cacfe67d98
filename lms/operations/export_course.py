"""A course taken out as one archive: what belongs to it is inside, what belongs to everybody is named."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import select

from core import audit, storage
from core.actor import Actor
from core.db import session
from core.folding import fold
from curriculum import api as curriculum
from exams import api as exams
from lms import policies
from lms.formats.archive import (
    FORMAT,
    VERSION,
    Archive,
    AssignmentDoc,
    ColumnDoc,
    CourseDoc,
    CriterionDoc,
    ItemDoc,
    LessonDoc,
    LevelDoc,
    SectionDoc,
)
from lms.models import Assignment, CourseFile, GradeColumn, Item, ItemKind, Lesson, Section
from lms.queries.lessons import version_of
from lms.queries.outline import needs_in
from lms.rules.course import CourseView
from lms.rules.rubric import from_json
from video import api as video

_UNSAFE = re.compile(r"[^a-z0-9]+")


def export_course(actor: Actor, course: CourseView) -> Archive:
    """The whole course but its people: outline, lessons as pupils read them (drafts where nothing is published), tasks, files, columns."""
    policies.require_edit(actor, course)
    items = list(session.scalars(select(Item).where(Item.course_id == course.id).order_by(Item.position, Item.id)))
    files = _files(course.id)
    lessons = {row.id: row for row in session.scalars(select(Lesson).where(Lesson.course_id == course.id))}
    tasks = {row.id: row for row in session.scalars(select(Assignment).where(Assignment.course_id == course.id))}
    names = _Names(items, files, lessons, tasks)
    needs = needs_in(course.id)
    sections = session.scalars(select(Section).where(Section.course_id == course.id).order_by(Section.position, Section.id)).all()
    outline = {
        "format": FORMAT, "version": VERSION, "title": course.title, "summary": course.summary, "subject": course.subject_code, "grade": course.grade,
        "school_year": course.school_year, "assessment": course.assessment, "regular_marks": course.regular_marks, "needs_review": course.needs_review,
        "sections": [
            SectionDoc(title=row.title, summary=row.summary, items=[_item(it, names, needs.get(it.id, ())) for it in items if it.section_id == row.id])
            for row in sections
        ],
        "columns": _columns(course.id, {it.id for it in items}),
    }  # fmt: skip
    doc = CourseDoc.model_validate(outline)
    audit.record(actor, "lms.course_exported", f"course:{course.id}", items=len(items))
    return Archive(
        doc,
        {names.lesson(row.id): _lesson(row, names) for row in lessons.values()},
        {names.task(row.id): _task(row) for row in tasks.values()},
        {names.file(row.id): storage.get(row.stored) for row in files.values()},
    )


class _Names:
    """What everything is called in the archive; what belongs to everybody is looked up once."""

    def __init__(self, items: list[Item], files: dict[int, CourseFile], lessons: dict[int, Lesson], tasks: dict[int, Assignment]) -> None:
        self._files, self._lessons, self._tasks = files, lessons, tasks
        wanted = {kind: {it.target_id for it in items if it.kind == kind and it.target_id} for kind in ItemKind}
        self._topics = curriculum.topics_by_ids([*wanted[ItemKind.REVIEW], *(row.topic_id for row in lessons.values() if row.topic_id)])
        self._exams = exams.exam_views(wanted[ItemKind.EXAM])
        self._episodes = video.episode_names({*wanted[ItemKind.EPISODE], *self._shown_episodes()})

    def lesson(self, number: int) -> str:
        return f"lessons/{number}-{_slug(self._lessons[number].title)}.json"

    def task(self, number: int) -> str:
        return f"assignments/{number}-{_slug(self._tasks[number].title)}.json"

    def file(self, number: int | None) -> str:
        row = self._files.get(number or 0)
        return f"files/{row.id}-{row.name}"[:200] if row else ""

    def topic(self, number: int | None) -> str | None:
        found = self._topics.get(number or 0)
        return found.code if found else None

    def episode(self, number: int | None) -> str:
        return self._episodes.get(number or 0, "")

    def target(self, item: Item) -> str:
        """What an item leads to, by name; empty when it leads nowhere any more."""
        number = item.target_id or 0
        match item.kind:
            case ItemKind.LESSON:
                return self.lesson(number) if number in self._lessons else ""
            case ItemKind.ASSIGNMENT:
                return self.task(number) if number in self._tasks else ""
            case ItemKind.FILE:
                return self.file(number)
            case ItemKind.EPISODE:
                return self.episode(number)
            case ItemKind.REVIEW:
                return self.topic(number) or ""
            case ItemKind.EXAM:
                return self._exams[number].code if number in self._exams else ""
        return ""

    def _shown_episodes(self) -> Iterable[int]:
        for row in self._lessons.values():
            for block in version_of(row.published_id or row.draft_id or 0).blocks:
                if block["type"] == "video" and block["data"].get("episode_id"):
                    yield block["data"]["episode_id"]


def _item(row: Item, names: _Names, needs: tuple[int, ...]) -> ItemDoc:
    found = {
        "key": f"i{row.id}", "kind": row.kind, "title": row.title, "target": names.target(row), "url": row.url, "detail": row.detail,
        "is_visible": row.is_visible,
        "opens_at": row.opens_at, "due_at": row.due_at, "completion": row.completion, "threshold": row.threshold, "needs": [f"i{number}" for number in needs],
    }  # fmt: skip
    return ItemDoc.model_validate(found)


def _lesson(row: Lesson, names: _Names) -> LessonDoc:
    version = version_of(row.published_id or row.draft_id or 0)
    blocks = [{**block, "data": _named(block["data"], names)} for block in version.blocks]
    return LessonDoc(title=row.title, topic=names.topic(row.topic_id), is_published=row.published_id is not None, blocks=blocks)


def _named(data: dict[str, object], names: _Names) -> dict[str, object]:
    kept = {key: value for key, value in data.items() if key not in ("file_id", "episode_id")}
    if "file_id" in data:
        kept["file"] = names.file(data["file_id"] if isinstance(data["file_id"], int) else None)
    if "episode_id" in data:
        kept["episode"] = names.episode(data["episode_id"] if isinstance(data["episode_id"], int) else None)
    return kept


def _task(row: Assignment) -> AssignmentDoc:
    rubric = [
        CriterionDoc(title=it.title, levels=[LevelDoc(points=level.points, text=level.text) for level in it.levels])
        for it in from_json(row.rubric)
    ]
    return AssignmentDoc(
        title=row.title, instructions=row.instructions, max_points=row.max_points, rubric=rubric, files_limit=row.files_limit,
        due_at=row.due_at, closes_at=row.closes_at,
    )  # fmt: skip


def _columns(course_id: int, items: set[int]) -> list[ColumnDoc]:
    rows = session.scalars(select(GradeColumn).where(GradeColumn.course_id == course_id).order_by(GradeColumn.id))
    return [
        ColumnDoc.model_validate(
            {"term": row.term, "kind": row.kind, "position": row.position, "title": row.title,
             "item": f"i{row.item_id}" if row.item_id in items else None}
        )
        for row in rows
    ]  # fmt: skip


def _files(course_id: int) -> dict[int, CourseFile]:
    return {row.id: row for row in session.scalars(select(CourseFile).where(CourseFile.course_id == course_id))}


def _slug(title: str) -> str:
    return _UNSAFE.sub("-", fold(title))[:50].strip("-") or "x"

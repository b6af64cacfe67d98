"""A course made from an archive, with a report of everything that could not come along."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete

from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.words import Message, say
from curriculum import api as curriculum
from exams import api as exams
from lms import policies
from lms.formats.archive import Archive, AssignmentDoc, ItemDoc, LessonDoc
from lms.models import Course, GradeColumn, Item
from lms.operations.add_course_file import add_course_file
from lms.operations.create_assignment import AssignmentDetails, change_assignment, create_assignment
from lms.operations.create_course import CourseDetails, create_course
from lms.operations.create_lesson import create_lesson
from lms.operations.edit_sections import SectionDetails, add_section
from lms.operations.publish_lesson import publish_lesson
from lms.operations.save_blocks import save_blocks
from lms.operations.save_item import ItemDetails, add_item
from lms.queries.courses import course_for
from lms.queries.lessons import kinds_known, known_to
from lms.rules.blocks import problems_of, tidied
from lms.rules.course import CourseView
from lms.rules.rubric import Criterion, Level
from video import api as video

CHANCE = random.SystemRandom()


@dataclass
class Brought:
    """What came of an import: the course, and what was left behind, in words."""

    course: Course
    losses: list[Message] = field(default_factory=list)


def import_course(actor: Actor, organisation_id: int, archive: Archive) -> Brought:
    """A draft course of the actor. NotAllowed where they may not make courses; Invalid when the course itself cannot stand here."""
    doc = archive.course
    details = CourseDetails(
        doc.title,
        doc.subject,
        organisation_id,
        doc.grade,
        doc.school_year,
        doc.summary,
        doc.assessment,
        doc.regular_marks,
        doc.needs_review,
    )
    made = Brought(create_course(actor, details))
    course = course_for(actor, made.course.id, edit=True)
    files = {name: add_course_file(actor, course.id, name.partition("/")[2], data).id for name, data in archive.files.items()}
    lessons = {name: _lesson(actor, course, lesson, files, made) for name, lesson in archive.lessons.items()}
    tasks = {name: _task(actor, course, task) for name, task in archive.assignments.items()}
    _outline(actor, course, archive, {**files, **lessons, **tasks}, made)
    audit.record(actor, "lms.course_imported", f"course:{course.id}", losses=len(made.losses))
    return made


def _lesson(actor: Actor, course: CourseView, doc: LessonDoc, files: Mapping[str, int], made: Brought) -> int:
    topic = curriculum.topic_named(doc.topic) if doc.topic else None
    if doc.topic and topic is None:
        made.losses.append(say("Bài học “%(title)s”: không có chủ đề “%(code)s” ở đây.", title=doc.title, code=doc.topic))
    lesson = create_lesson(actor, course, doc.title, topic.id if topic else None)
    raw = [{**block, "data": _own(block.get("data"), files, doc.title, made)} for block in doc.blocks]
    blocks = tidied(raw, kinds_known(), CHANCE)
    if len(blocks) < len(raw):
        made.losses.append(
            say("Bài học “%(title)s”: %(count)d khối không thuộc loại nào ở đây.", title=doc.title, count=len(raw) - len(blocks))
        )
    save_blocks(actor, lesson, blocks, 0)
    if not doc.is_published or course.needs_review:
        return lesson.id
    if problems_of(blocks, known_to(course.id, blocks)):
        made.losses.append(say("Bài học “%(title)s” còn là bản nháp vì có khối chưa đủ.", title=doc.title))
    else:
        publish_lesson(actor, course, lesson)
    return lesson.id


def _own(data: object, files: Mapping[str, int], title: str, made: Brought) -> object:
    """A block's data with names turned into this site's numbers."""
    if not isinstance(data, dict):
        return data
    kept = {key: value for key, value in data.items() if key not in ("file", "episode", "file_id", "episode_id")}
    if "file" in data:
        kept["file_id"] = files.get(str(data["file"]))
    if "episode" in data:
        kept["episode_id"] = video.episode_named(str(data["episode"]))
        if kept["episode_id"] is None:
            made.losses.append(
                say("Bài học “%(title)s”: không có bài giảng truyền hình “%(name)s” ở đây.", title=title, name=data["episode"])
            )
    return kept


def _task(actor: Actor, course: CourseView, doc: AssignmentDoc) -> int:
    task = create_assignment(actor, course, doc.title)
    rubric = [
        Criterion(f"c{place}", it.title, tuple(Level(level.points, level.text) for level in it.levels))
        for place, it in enumerate(doc.rubric, start=1)
    ]
    details = AssignmentDetails(doc.title, doc.instructions, doc.max_points, rubric, doc.due_at, doc.closes_at, doc.files_limit)
    change_assignment(actor, course, task, details)
    return task.id


def _outline(actor: Actor, course: CourseView, archive: Archive, inside: Mapping[str, int], made: Brought) -> None:
    items: dict[str, Item] = {}
    for section in archive.course.sections:
        row = add_section(actor, course, SectionDetails(section.title, section.summary))
        for doc in section.items:
            item = _item(actor, course, row.id, doc, inside, items, made)
            if item is not None:
                items[doc.key] = item
    session.execute(delete(GradeColumn).where(GradeColumn.course_id == course.id))
    for column in archive.course.columns:
        filled_by = items.get(column.item or "")
        session.add(
            GradeColumn(
                course_id=course.id, term=column.term, kind=column.kind, position=column.position, title=column.title,
                item_id=filled_by.id if filled_by else None,
            )
        )  # fmt: skip
    session.flush()


def _item(
    actor: Actor, course: CourseView, section_id: int, doc: ItemDoc, inside: Mapping[str, int], items: Mapping[str, Item], made: Brought
) -> Item | None:
    target = _target(course, doc, inside)
    if target is None and doc.kind not in ("link", "meeting"):
        made.losses.append(say("Mục “%(title)s” bị bỏ: không tìm thấy “%(target)s” ở đây.", title=doc.title, target=doc.target))
        return None
    needs = tuple(items[key].id for key in doc.needs if key in items)
    if len(needs) < len(doc.needs):
        made.losses.append(say("Mục “%(title)s” mất một điều kiện mở.", title=doc.title))
    details = ItemDetails(
        doc.kind,
        section_id,
        doc.title,
        target,
        doc.url,
        doc.detail.model_dump(mode="json", exclude_none=True),
        doc.is_visible,
        doc.opens_at,
        doc.due_at,
        doc.completion,
        doc.threshold,
        needs,
    )
    try:
        return add_item(actor, course, details)
    except Invalid as refused:
        reason = next(iter(refused.fields.values()), refused.message)
        made.losses.append(say("Mục “%(title)s” bị bỏ: %(reason)s", title=doc.title, reason=reason))
        return None


def _target(course: CourseView, doc: ItemDoc, inside: Mapping[str, int]) -> int | None:
    match doc.kind:
        case "lesson" | "assignment" | "file":
            return inside.get(doc.target)
        case "episode":
            return video.episode_named(doc.target)
        case "review":
            topic = curriculum.topic_named(doc.target)
            return topic.id if topic else None
        case "exam":
            found = exams.exam_coded(doc.target)
            return found.id if found and policies.may_count(course.organisation_path, found.organisation_path) else None
    return None

"""A course made from another: its outline, lessons, assignments, files and rules, without its people and their marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select

from core import audit
from core.actor import Actor
from core.db import session
from lms import policies
from lms.models import Course, GradeColumn, Item, ItemKind, Prerequisite, Section
from lms.operations.copy_assignment import copy_assignment
from lms.operations.copy_lesson import copy_files, copy_lesson
from lms.operations.create_course import CourseDetails, create_course
from lms.rules.course import CourseView
from lms.rules.items import meeting_start


@dataclass(frozen=True)
class CourseCopy:
    """The copy's name and year. `shift_days`: how far its dates are moved; None: they are cleared."""

    title: str
    school_year: str
    shift_days: int | None


def copy_course(actor: Actor, course: CourseView, wanted: CourseCopy) -> Course:
    """A draft copy that belongs to the actor. NotAllowed unless they may change the course and make courses where it stands."""
    policies.require_edit(actor, course)
    details = CourseDetails(
        wanted.title, course.subject_code, course.organisation_id, course.grade, wanted.school_year, course.summary, course.assessment,
        course.regular_marks, course.needs_review,
    )  # fmt: skip
    made = create_course(actor, details)
    items = _copy_items(actor, course.id, made.id, _copy_sections(course.id, made.id), wanted.shift_days)
    _copy_columns(course.id, made.id, items)
    needs = select(Prerequisite).where(Prerequisite.item_id.in_(items))
    session.add_all(
        Prerequisite(item_id=items[row.item_id], needs_item_id=items[row.needs_item_id]) for row in session.scalars(needs).all()
    )
    session.flush()
    audit.record(actor, "lms.course_copied", f"course:{made.id}", source=course.id, items=len(items))
    return made


def _copy_sections(source_id: int, course_id: int) -> dict[int, int]:
    """Old section id -> new."""
    copies: dict[int, int] = {}
    for row in session.scalars(select(Section).where(Section.course_id == source_id).order_by(Section.position)).all():
        copy = Section(course_id=course_id, position=row.position, title=row.title, summary=row.summary)
        session.add(copy)
        session.flush()
        copies[row.id] = copy.id
    return copies


def _copy_items(actor: Actor, source_id: int, course_id: int, sections: dict[int, int], shift_days: int | None) -> dict[int, int]:
    """Old item id -> new."""
    copies: dict[int, int] = {}
    targets: dict[tuple[str, int], int] = {}
    for row in session.scalars(select(Item).where(Item.course_id == source_id).order_by(Item.position)).all():
        copy = Item(
            course_id=course_id, section_id=sections[row.section_id], position=row.position, kind=row.kind, title=row.title, url=row.url,
            detail=_moved_detail(row.detail, shift_days), is_visible=row.is_visible, completion=row.completion, threshold=row.threshold,
            opens_at=_moved(row.opens_at, shift_days), due_at=_moved(row.due_at, shift_days),
            target_id=_target(actor, row, course_id, targets, shift_days),
        )  # fmt: skip
        session.add(copy)
        session.flush()
        copies[row.id] = copy.id
    return copies


def _target(actor: Actor, row: Item, course_id: int, targets: dict[tuple[str, int], int], shift_days: int | None) -> int | None:
    """What the copied line leads to: a copy of what is the course's own, the same thing where it belongs to everybody."""
    if row.target_id is None:
        return None
    known = (row.kind, row.target_id)
    if known not in targets:
        match row.kind:
            case ItemKind.LESSON:
                targets[known] = copy_lesson(actor, row.target_id, course_id).id
            case ItemKind.ASSIGNMENT:
                made = copy_assignment(actor, row.target_id, course_id)
                made.due_at, made.closes_at = _moved(made.due_at, shift_days), _moved(made.closes_at, shift_days)
                targets[known] = made.id
            case ItemKind.FILE:
                targets[known] = copy_files(actor, row.course_id, course_id, {row.target_id})[row.target_id]
            case _:
                targets[known] = row.target_id
    return targets[known]


def _copy_columns(source_id: int, course_id: int, items: dict[int, int]) -> None:
    """The columns of the gradebook, empty, each still filled by the same item; they replace those a new course comes with."""
    session.execute(delete(GradeColumn).where(GradeColumn.course_id == course_id))
    for row in session.scalars(select(GradeColumn).where(GradeColumn.course_id == source_id)).all():
        item_id = items.get(row.item_id) if row.item_id is not None else None
        copy = GradeColumn(course_id=course_id, term=row.term, kind=row.kind, position=row.position, title=row.title, item_id=item_id)
        session.add(copy)
    session.flush()


def _moved(moment: datetime | None, shift_days: int | None) -> datetime | None:
    return moment + timedelta(days=shift_days) if moment is not None and shift_days is not None else None


def _moved_detail(detail: dict[str, Any], shift_days: int | None) -> dict[str, Any]:
    """A meeting's start moves with the other dates."""
    starts_at = _moved(meeting_start(detail), shift_days)
    kept = {name: value for name, value in detail.items() if name != "starts_at"}
    return {**kept, "starts_at": starts_at.isoformat()} if starts_at else kept

"""A course copied: everything but its people and their marks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from core import search
from core.db import session
from core.errors import Conflict, Invalid, NotAllowed
from lms.models import Assignment, CourseFile, GradeColumn, Item, Lesson
from lms.operations.add_course_file import add_course_file
from lms.operations.copy_course import CourseCopy, copy_course
from lms.operations.create_course import CourseDetails, change_course, create_course
from lms.operations.edit_sections import SectionDetails, add_section
from lms.operations.make_item import make_item
from lms.operations.save_item import ItemDetails, add_item
from lms.operations.set_course_state import archive_course, publish_course
from lms.queries.courses import course_for
from lms.queries.outline import outline_of
from lms.queries.people import pupil_ids
from lms.rules.items import meeting_start
from tests.support.courses import School, new_item, new_school
from tests.support.people import actor_of

DUE = datetime(2026, 11, 21, 2, tzinfo=UTC)


@pytest.fixture
def school(app: Flask) -> School:
    return new_school()


@pytest.fixture
def full(school: School) -> School:
    """A course with a lesson, an assignment that waits for it, a file and a meeting."""
    teacher, course = actor_of(school.teacher_id), school.course
    section = add_section(teacher, course, SectionDetails("Chương 1"))
    lesson = make_item(teacher, course, ItemDetails("lesson", section.id, "Bài 1", due_at=DUE))
    make_item(teacher, course, ItemDetails("assignment", section.id, "Bài tập", completion="submit", needs=(lesson.id,)))
    file = add_course_file(teacher, course.id, "phieu.txt", b"Phieu hoc tap")
    add_item(teacher, course, ItemDetails("file", section.id, "Phiếu", target_id=file.id))
    meeting = {"starts_at": DUE.isoformat(), "minutes": 45}
    add_item(teacher, course, ItemDetails("meeting", section.id, "Gặp", url="https://a.vn/x", detail=meeting, completion="mark"))
    return school


def test_the_copy_has_its_own_lessons_assignments_and_files(full: School) -> None:
    made = copy_course(actor_of(full.teacher_id), full.course, CourseCopy("Bản sao", "2027-2028", 364))
    old, new = outline_of(full.course_id), outline_of(made.id)
    assert [(item.kind, item.title, item.completion) for item in new.items] == [
        (item.kind, item.title, item.completion) for item in old.items
    ]
    assert [section.title for section in new.sections] == ["Chương 1"]
    for kind, model in (("lesson", Lesson), ("assignment", Assignment), ("file", CourseFile)):
        target = next(item.target_id for item in new.items if item.kind == kind)
        assert session.get_one(model, target).course_id == made.id  # type: ignore[attr-defined]
    assert new.items[1].needs == (new.items[0].id,)
    assert (made.state, made.school_year, made.join_code) == ("draft", "2027-2028", None)
    assert pupil_ids(made.id) == []
    assert course_for(actor_of(full.teacher_id), made.id, edit=True).teaches


def test_dates_move_together(full: School) -> None:
    made = copy_course(actor_of(full.teacher_id), full.course, CourseCopy("Bản sao", "", 7))
    items = outline_of(made.id).items
    assert items[0].due_at == DUE + timedelta(days=7)
    assert meeting_start(items[3].detail) == DUE + timedelta(days=7)


def test_dates_are_cleared(full: School) -> None:
    made = copy_course(actor_of(full.teacher_id), full.course, CourseCopy("Bản sao", "", None))
    items = outline_of(made.id).items
    assert items[0].due_at is None
    assert meeting_start(items[3].detail) is None
    assert items[3].detail["minutes"] == 45


def test_columns_are_filled_by_the_copied_items(full: School) -> None:
    item = session.scalars(select(Item).where(Item.course_id == full.course_id, Item.kind == "assignment")).one()
    session.add(GradeColumn(course_id=full.course_id, term=1, kind="tx", position=9, item_id=item.id))
    session.flush()
    made = copy_course(actor_of(full.teacher_id), full.course, CourseCopy("Bản sao", "", 0))
    column = session.scalars(select(GradeColumn).where(GradeColumn.course_id == made.id, GradeColumn.position == 9)).one()
    assert column.item_id == outline_of(made.id).items[1].id


def test_a_pupil_copies_nothing(full: School) -> None:
    pupil = actor_of(full.pupils[0])
    with pytest.raises(NotAllowed):
        copy_course(pupil, course_for(pupil, full.course_id), CourseCopy("Bản sao", "", None))


@pytest.mark.parametrize(("field", "value"), [("title", " "), ("subject_code", "khong_co"), ("school_year", "2026")])
def test_a_course_that_cannot_stand_is_refused_by_its_field(school: School, field: str, value: str) -> None:
    given = {"title": "Toán", "subject_code": "toan", "organisation_id": school.organisation_id, field: value}
    with pytest.raises(Invalid) as refused:
        create_course(actor_of(school.teacher_id), CourseDetails(**given))
    assert list(refused.value.fields) == [field]


def test_a_course_is_made_only_where_one_teaches(school: School) -> None:
    with pytest.raises(NotAllowed):
        create_course(actor_of(school.teacher_id), CourseDetails("Toán", "toan", new_school().organisation_id))


def test_an_empty_course_is_not_published_and_a_published_one_is_found(app: Flask) -> None:
    school = new_school(published=False)
    teacher = actor_of(school.teacher_id)
    with pytest.raises(Conflict):
        publish_course(teacher, school.course)
    new_item(school.course_id)
    publish_course(teacher, school.course)
    change_course(teacher, school.course, CourseDetails("Hình học không gian", "toan", school.organisation_id))
    audience = [f"course:{school.course_id}"]
    assert [entry.ref for entry in session.scalars(search.find("hinh hoc", audience))] == [str(school.course_id)]
    assert session.scalars(search.find("hinh hoc", ["course:0"])).all() == []


def test_an_archived_course_is_opened_again(school: School) -> None:
    new_item(school.course_id)
    teacher = actor_of(school.teacher_id)
    archive_course(teacher, school.course)
    with pytest.raises(Conflict):
        archive_course(teacher, school.course)
    publish_course(teacher, school.course)
    assert school.course.is_open

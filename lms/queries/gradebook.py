"""The gradebook of a course: its columns, the cells of some pupils, comments; and one pupil's grades over all courses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from accounts import api as accounts
from core.db import session
from core.errors import NotFound
from lms.models import Course, CourseGroup, CourseState, Enrolment, GradeColumn, GradeMark, Item, TermComment
from lms.rules.gradebook import Cell, Column, Year, in_order, year_of

Cells = Mapping[int, Mapping[int, Cell]]
"""Person id -> column id -> cell."""


def columns_of(course_ids: Iterable[int]) -> dict[int, list[Column]]:
    """The columns of each course, in the order of the record book; one query."""
    found = select(GradeColumn).where(GradeColumn.course_id.in_(set(course_ids)))
    columns: dict[int, list[Column]] = defaultdict(list)
    for row in session.scalars(found):
        columns[row.course_id].append(Column(row.id, row.term, row.kind, row.position, row.title, row.item_id))
    return {course_id: in_order(found) for course_id, found in columns.items()}


def column_row(course_id: int, column_id: int) -> GradeColumn:
    """A column of that very course; NotFound otherwise."""
    found = session.get(GradeColumn, column_id)
    if found is None or found.course_id != course_id:
        raise NotFound
    return found


def pupil_ids(course_id: int, group_id: int | None = None) -> set[int]:
    """Who is in the course now, or in it by one class."""
    found = select(Enrolment.person_id).where(Enrolment.course_id == course_id, Enrolment.left_at.is_(None))
    return set(session.scalars(found.where(Enrolment.group_id == group_id) if group_id else found))


def groups_of(course_id: int) -> list[tuple[int, str]]:
    """(id, name) of the classes enrolled as a whole."""
    ids = session.scalars(select(CourseGroup.group_id).where(CourseGroup.course_id == course_id)).all()
    return sorted(((found.id, found.name) for found in accounts.groups_by_ids(ids).values()), key=lambda group: group[1])


def pupils(course_id: int, group_id: int | None = None) -> list[accounts.PersonView]:
    """Who is in the course now, in the order of class lists; two queries."""
    return accounts.people_in_order(pupil_ids(course_id, group_id))


def cells_of(column_ids: Collection[int], person_ids: Collection[int]) -> Cells:
    """What stands in those columns for those people; one query."""
    cells: dict[int, dict[int, Cell]] = defaultdict(dict)
    columns = (GradeMark.person_id, GradeMark.column_id, GradeMark.value, GradeMark.passed, GradeMark.is_absent, GradeMark.is_manual)
    found = select(*columns).where(GradeMark.column_id.in_(column_ids), GradeMark.person_id.in_(person_ids))
    for person_id, column_id, value, passed, is_absent, is_manual in session.execute(found):
        cells[person_id][column_id] = Cell(value, passed, is_absent, is_manual)
    return cells


def mark_rows(column_ids: Collection[int], person_ids: Collection[int]) -> dict[tuple[int, int], GradeMark]:
    """The rows by (column, person), held until the transaction ends: for who changes them."""
    found = select(GradeMark).where(GradeMark.column_id.in_(column_ids), GradeMark.person_id.in_(person_ids))
    held = found.with_for_update().execution_options(populate_existing=True)
    return {(row.column_id, row.person_id): row for row in session.scalars(held)}


def cell_of(row: GradeMark | None) -> Cell:
    """A row as a cell; none is an empty one."""
    return Cell(row.value, row.passed, row.is_absent, row.is_manual) if row else Cell()


def marks_in(column_id: int) -> int:
    """How many marks would be lost with a column."""
    return session.execute(select(func.count()).where(GradeMark.column_id == column_id)).scalar_one()


def gradable_items(course_id: int) -> list[tuple[int, str]]:
    """(id, title) of the outline's items that earn a score, for a column to be filled by."""
    found = select(Item.id, Item.title).where(Item.course_id == course_id, Item.kind.in_(("assignment", "exam", "review")))
    return [(number, title) for number, title in session.execute(found.order_by(Item.section_id, Item.position))]


def comments_of(course_ids: Iterable[int], person_id: int) -> dict[tuple[int, int], str]:
    """What teachers wrote of a pupil, by (course, term)."""
    found = select(TermComment).where(TermComment.course_id.in_(set(course_ids)), TermComment.person_id == person_id)
    return {(row.course_id, row.term): row.text for row in session.scalars(found)}


@dataclass(frozen=True)
class SubjectGrades:
    """One course in a pupil's record: its columns, cells, grades and comments (by term)."""

    course_id: int
    title: str
    subject_code: str
    school_year: str
    assessment: str
    columns: list[Column]
    cells: Mapping[int, Cell]
    year: Year
    comments: Mapping[int, str]


def record_of(person_id: int, course_id: int | None = None) -> list[SubjectGrades]:
    """A pupil's grades in every course they are in, newest school year first, or in one of them; four queries."""
    found = _courses_of(person_id)
    courses = list(session.scalars(found if course_id is None else found.where(Course.id == course_id)))
    columns = columns_of(course.id for course in courses)
    cells = cells_of([column.id for found in columns.values() for column in found], [person_id]).get(person_id, {})
    comments = comments_of(columns, person_id)
    return [
        SubjectGrades(
            course.id, course.title, course.subject_code, course.school_year, course.assessment, columns[course.id], cells,
            year_of(columns[course.id], cells, course.regular_marks),
            {term: text for (course_id, term), text in comments.items() if course_id == course.id},
        )
        for course in courses
        if course.id in columns
    ]  # fmt: skip


def _courses_of(person_id: int) -> Select[Course]:
    mine = (Enrolment.course_id == Course.id) & (Enrolment.person_id == person_id) & Enrolment.left_at.is_(None)
    found = select(Course).join(Enrolment, mine).where(Course.state != CourseState.DRAFT)
    return found.order_by(Course.school_year.desc(), Course.title, Course.id)

"""The columns of a gradebook: those the rule asks for, more of them, and what fills them."""

from __future__ import annotations

from sqlalchemy import delete, select

from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid
from core.words import say
from lms import policies
from lms.models import Course, GradeColumn, GradeMark, Item
from lms.operations.fill_grades import fill_column
from lms.queries.gradebook import columns_of
from lms.rules.course import CourseView
from lms.rules.gradebook import MOST_REGULAR, columns_of_rule
from lms.rules.grades import REGULAR


def set_up_gradebook(course: Course) -> None:
    """Give a new course the columns of TT 22/2021."""
    for term, kind, position in columns_of_rule(course.regular_marks):
        session.add(GradeColumn(course_id=course.id, term=term, kind=kind, position=position))
    session.flush()


def add_column(actor: Actor, course: CourseView, term: int) -> GradeColumn:
    """One more regular column in a term. Conflict when there are as many as a term may have."""
    policies.require_work(actor, course)
    places = [it.position for it in columns_of([course.id]).get(course.id, []) if (it.term, it.kind) == (term, REGULAR)]
    if len(places) >= MOST_REGULAR:
        raise Conflict(say("Một học kỳ có nhiều nhất %(most)d cột điểm thường xuyên.", most=MOST_REGULAR))
    column = GradeColumn(course_id=course.id, term=term, kind=REGULAR, position=max(places, default=0) + 1)
    session.add(column)
    session.flush()
    audit.record(actor, "lms.column_added", f"course:{course.id}", column=column.id, term=term)
    return column


def change_column(actor: Actor, course: CourseView, column: GradeColumn, title: str, item_id: int | None) -> None:
    """Name a column, and let an item's scores fill it from now on and with what was earned before."""
    policies.require_work(actor, course)
    if item_id is not None and session.scalar(select(Item.id).where(Item.id == item_id, Item.course_id == course.id)) is None:
        raise Invalid(fields={"item_id": say("Hãy chọn một mục của khóa học này.")})
    fills_anew = item_id is not None and item_id != column.item_id
    column.title, column.item_id = title, item_id
    session.flush()
    if fills_anew:
        fill_column(column)
    audit.record(actor, "lms.column_changed", f"course:{course.id}", column=column.id, item=item_id)


def remove_column(actor: Actor, course: CourseView, column: GradeColumn) -> None:
    """Drop a regular column with its marks. Conflict for the two columns that every term needs."""
    policies.require_work(actor, course)
    if column.kind != REGULAR:
        raise Conflict(say("Cột giữa kỳ và cuối kỳ là bắt buộc."))
    lost = [[row.person_id, str(row.value)] for row in session.scalars(select(GradeMark).where(GradeMark.column_id == column.id))]
    session.execute(delete(GradeMark).where(GradeMark.column_id == column.id))
    audit.record(actor, "lms.column_removed", f"course:{course.id}", column=column.id, marks=lost)
    session.delete(column)
    session.flush()

"""Scores become marks: a column that names an item is filled by what pupils earn there."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import Select, select

from core import clock
from core.db import session
from lms.models import Completion, Course, GradeColumn, GradeMark
from lms.rules.gradebook import MARKS
from lms.rules.grades import on_ten

HUNDRED = Decimal(100)


def fill_grades(item_id: int, person_id: int, percent: Decimal) -> None:
    """Write the score of an item (0 to 100) into every column that names it, but never over a teacher's own mark."""
    for column_id in session.scalars(_columns(item_id)):
        _fill(column_id, person_id, percent)


def fill_column(column: GradeColumn) -> None:
    """Write the scores earned before the column named its item."""
    earned = select(Completion.person_id, Completion.percent).where(Completion.item_id == column.item_id, Completion.percent > 0)
    for person_id, percent in session.execute(earned).all():
        _fill(column.id, person_id, percent)


def _columns(item_id: int) -> Select[int]:
    marks_only = Course.assessment == MARKS
    return select(GradeColumn.id).join(Course, Course.id == GradeColumn.course_id).where(GradeColumn.item_id == item_id, marks_only)


def _fill(column_id: int, person_id: int, percent: Decimal) -> None:
    row = session.get(GradeMark, (column_id, person_id), with_for_update=True)
    if row is None:
        row = GradeMark(column_id=column_id, person_id=person_id, is_manual=False, is_absent=False)
        session.add(row)
    if row.is_manual:
        return
    row.value, row.entered_by, row.entered_at = on_ten(percent, HUNDRED), None, clock.now()

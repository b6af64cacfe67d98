"""Entering marks: what is kept, what is refused, and that nobody's mark is overwritten unseen."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from core.audit import AuditRecord
from core.db import session, transaction
from core.errors import Conflict, NotAllowed
from lms.models import CourseState, GradeMark
from lms.operations.enter_marks import Change, Outcome, enter_marks
from lms.operations.report_progress import report
from lms.operations.set_up_gradebook import add_column, change_column, remove_column
from lms.queries.courses import CourseView, course_for
from lms.queries.gradebook import column_row, columns_of
from lms.rules.gradebook import MOST_REGULAR
from tests.support.courses import School, course_row, new_item, new_school
from tests.support.people import actor_of, person_with


def enter(school: School, *changes: Change) -> list[Outcome]:
    with transaction():
        return enter_marks(actor_of(school.teacher_id), school.course, changes)


def column_of(school: School, term: int = 1, kind: str = "tx") -> int:
    return next(column.id for column in columns_of([school.course_id])[school.course_id] if (column.term, column.kind) == (term, kind))


def value_of(school: School, column_id: int, place: int = 0) -> Decimal | None:
    session.expire_all()
    row = session.get(GradeMark, (column_id, school.pupils[place]))
    return row.value if row else None


def test_a_new_course_has_the_columns_of_the_circular(app: Flask) -> None:
    school = new_school()
    found = [(column.term, column.kind, column.position) for column in columns_of([school.course_id])[school.course_id]]
    term = [("tx", 1), ("tx", 2), ("tx", 3), ("tx", 4), ("gk", 1), ("ck", 1)]
    assert found == [(number, kind, place) for number in (1, 2) for kind, place in term]


def test_marks_are_kept_and_noted_in_the_trail(app: Flask) -> None:
    school = new_school()
    column = column_of(school)
    outcomes = enter(school, Change(column, school.pupils[0], "", "8.5"), Change(column, school.pupils[1], "", "v"))
    assert [(it.text, it.reason) for it in outcomes] == [("8,5", None), ("V", None)]
    assert value_of(school, column) == Decimal("8.5")
    record = session.scalar(select(AuditRecord).where(AuditRecord.act == "lms.marks_entered"))
    assert record is not None
    assert record.detail["changes"] == [[column, school.pupils[0], "", "8,5"], [column, school.pupils[1], "", "V"]]


def test_one_wrong_cell_does_not_stop_the_others(app: Flask) -> None:
    school = new_school()
    column = column_of(school)
    wrong, right = enter(school, Change(column, school.pupils[0], "", "11"), Change(column, school.pupils[1], "", "7"))
    assert wrong.reason is not None
    assert (right.reason, right.text) == (None, "7,0")
    assert value_of(school, column) is None


def test_a_mark_changed_meanwhile_is_not_overwritten(app: Flask) -> None:
    school = new_school()
    column = column_of(school)
    enter(school, Change(column, school.pupils[0], "", "8"))
    (outcome,) = enter(school, Change(column, school.pupils[0], "", "5"))
    assert outcome.reason is not None
    assert outcome.text == "8,0"
    assert value_of(school, column) == 8


def test_the_same_change_sent_twice_is_kept_once(app: Flask) -> None:
    school = new_school()
    change = Change(column_of(school), school.pupils[0], "", "8")
    first, second = enter(school, change), enter(school, change)
    assert [it.reason for it in (*first, *second)] == [None, None]


def test_an_emptied_cell_is_no_mark(app: Flask) -> None:
    school = new_school()
    column = column_of(school)
    enter(school, Change(column, school.pupils[0], "", "8"))
    enter(school, Change(column, school.pupils[0], "8,0", ""))
    assert session.get(GradeMark, (column, school.pupils[0])) is None


def test_cells_of_other_courses_and_strangers_are_left_alone(app: Flask) -> None:
    school, other = new_school(), new_school()
    assert enter(school, Change(column_of(other), school.pupils[0], "", "8")) == []
    assert enter(school, Change(column_of(school), other.pupils[0], "", "8")) == []
    assert session.scalars(select(GradeMark)).all() == []


def test_only_its_teachers_enter_marks_and_not_in_an_archive(app: Flask) -> None:
    school = new_school()
    change = Change(column_of(school), school.pupils[0], "", "10")
    stranger = actor_of(person_with("teacher", organisation_id=school.organisation_id))
    for actor in (stranger, actor_of(school.pupils[0])):
        with pytest.raises(NotAllowed), transaction():
            enter_marks(actor, _seen_by_a_pupil(school), [change])
    with transaction():
        course_row(school).state = CourseState.ARCHIVED
    with pytest.raises(Conflict):
        enter(school, change)


def _seen_by_a_pupil(school: School) -> CourseView:

    return course_for(actor_of(school.pupils[0]), school.course_id)


def test_a_subject_of_comments_takes_verdicts(app: Flask) -> None:
    school = new_school(assessment="comments")
    column = column_of(school)
    passed, failed = enter(school, Change(column, school.pupils[0], "", "đ"), Change(column, school.pupils[1], "", "8"))
    assert (passed.text, failed.reason is not None) == ("Đ", True)


def test_a_score_fills_the_column_that_names_its_item(app: Flask) -> None:
    school = new_school()
    column = column_of(school)
    with transaction():
        item = new_item(school.course_id, "assignment", 77)
    with transaction():
        change_column(actor_of(school.teacher_id), school.course, column_row(school.course_id, column), "Bài tập 1", item.id)
    with transaction():
        report("assignment", 77, school.pupils[0], 84.6)
    assert value_of(school, column) == Decimal("8.5")
    with transaction():
        report("assignment", 77, school.pupils[0], 40)
    assert value_of(school, column) == 4


def test_a_teachers_own_mark_is_never_overwritten_by_a_score(app: Flask) -> None:
    school = new_school()
    column = column_of(school)
    with transaction():
        item = new_item(school.course_id, "exam", 78)
    with transaction():
        change_column(actor_of(school.teacher_id), school.course, column_row(school.course_id, column), "", item.id)
    enter(school, Change(column, school.pupils[0], "", "9"))
    with transaction():
        report("exam", 78, school.pupils[0], 30)
    assert value_of(school, column) == 9


def test_a_column_is_filled_with_what_was_earned_before(app: Flask) -> None:
    school = new_school()
    column = column_of(school)
    with transaction():
        item = new_item(school.course_id, "assignment", 79)
    with transaction():
        report("assignment", 79, school.pupils[1], 65)
    with transaction():
        change_column(actor_of(school.teacher_id), school.course, column_row(school.course_id, column), "", item.id)
    assert value_of(school, column, 1) == Decimal("6.5")


def test_regular_columns_come_and_go_within_limits(app: Flask) -> None:
    school = new_school()
    actor = actor_of(school.teacher_id)
    with transaction():
        added = [add_column(actor, school.course, 1) for _ in range(4, MOST_REGULAR)]
    with pytest.raises(Conflict), transaction():
        add_column(actor, school.course, 1)
    with transaction():
        remove_column(actor, school.course, column_row(school.course_id, added[0].id))
    with pytest.raises(Conflict), transaction():
        remove_column(actor, school.course, column_row(school.course_id, column_of(school, kind="gk")))

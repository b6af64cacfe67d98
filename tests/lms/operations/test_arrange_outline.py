"""The outline in another order."""

from __future__ import annotations

import pytest
from flask import Flask

from core.errors import Conflict
from lms.operations.arrange_outline import arrange_outline
from lms.operations.edit_sections import SectionDetails, add_section
from lms.queries.outline import order_of
from lms.rules.order import Order, mark_of
from tests.support.courses import School, new_item, new_school
from tests.support.people import actor_of


@pytest.fixture
def school(app: Flask) -> School:
    return new_school()


@pytest.fixture
def order(school: School) -> Order:
    teacher = actor_of(school.teacher_id)
    for title in ("Chương 1", "Chương 2"):
        add_section(teacher, school.course, SectionDetails(title))
        new_item(school.course_id)
        new_item(school.course_id)
    return order_of(school.course_id)


def test_items_move_between_sections_and_sections_between_each_other(school: School, order: Order) -> None:
    (one, (a, b)), (two, (c, d)) = order
    wanted: Order = [(two, [d, a]), (one, [c, b])]
    mark = arrange_outline(actor_of(school.teacher_id), school.course, wanted, seen=mark_of(order))
    assert order_of(school.course_id) == wanted
    assert mark == mark_of(wanted)


def test_who_looked_at_an_older_order_is_told(school: School, order: Order) -> None:
    seen = mark_of(order)
    arrange_outline(actor_of(school.teacher_id), school.course, list(reversed(order)), seen=seen)
    with pytest.raises(Conflict):
        arrange_outline(actor_of(school.teacher_id), school.course, order, seen=seen)
    assert order_of(school.course_id) == list(reversed(order))


def test_nothing_is_lost_or_brought_in_from_elsewhere(school: School, order: Order) -> None:
    other = new_school()
    strange = new_item(other.course_id)
    (one, (a, b)), (two, (c, d)) = order
    for wrong in ([(one, [a, b]), (two, [c])], [(one, [a, b]), (two, [c, d, strange.id])], [(one, [a, b, c, d])]):
        with pytest.raises(Conflict):
            arrange_outline(actor_of(school.teacher_id), school.course, wrong)
    assert order_of(school.course_id) == order

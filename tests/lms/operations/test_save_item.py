"""Items added, changed, hidden and taken away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from core import clock
from core.audit import AuditRecord
from core.db import session
from core.errors import Invalid, NotAllowed, NotFound
from lms.models import GradeColumn, Item, Prerequisite, Section
from lms.operations.delete_item import delete_item
from lms.operations.edit_sections import SectionDetails, add_section, change_section, delete_section
from lms.operations.report_progress import note
from lms.operations.save_item import ItemDetails, add_item, change_item, rename_item, show_item
from lms.queries.outline import needs_in, order_of
from tests.support.courses import School, new_item, new_school
from tests.support.people import actor_of

LINK = "https://vi.wikipedia.org/"


@pytest.fixture
def school(app: Flask) -> School:
    return new_school()


@pytest.fixture
def section(school: School) -> Section:
    return add_section(actor_of(school.teacher_id), school.course, SectionDetails("Chương 1"))


def link(section: Section, **values: object) -> ItemDetails:
    return replace(ItemDetails("link", section.id, "Một trang", url=LINK), **values)  # type: ignore[arg-type]


def test_an_item_stands_last_and_the_act_is_recorded(school: School, section: Section) -> None:
    teacher = actor_of(school.teacher_id)
    first, second = (add_item(teacher, school.course, link(section, title=name)) for name in ("A", "B"))
    assert order_of(school.course_id) == [(section.id, [first.id, second.id])]
    session.flush()
    assert (
        session.scalars(select(AuditRecord.subject).where(AuditRecord.act == "lms.item_added")).all() == [f"course:{school.course_id}"] * 2
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "  "}, "title"),
        ({"url": "http://a.vn"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"completion": "submit"}, "completion"),
        ({"completion": "whatever"}, "completion"),
        ({"needs": (999_999,)}, "needs"),
    ],
)
def test_what_cannot_stand_is_refused_by_its_field(school: School, section: Section, values: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        add_item(actor_of(school.teacher_id), school.course, link(section, **values))
    assert list(refused.value.fields) == [field]


def test_it_is_not_due_before_it_opens(school: School, section: Section) -> None:
    now = clock.now()
    with pytest.raises(Invalid) as refused:
        add_item(actor_of(school.teacher_id), school.course, link(section, opens_at=now, due_at=now))
    assert list(refused.value.fields) == ["due_at"]


def test_what_is_picked_must_be_picked(school: School, section: Section) -> None:
    with pytest.raises(Invalid) as refused:
        add_item(actor_of(school.teacher_id), school.course, ItemDetails("exam", section.id, "Kiểm tra", completion="submit"))
    assert list(refused.value.fields) == ["target_id"]


def test_a_circle_of_prerequisites_is_named(school: School, section: Section) -> None:
    teacher = actor_of(school.teacher_id)
    first = add_item(teacher, school.course, link(section, title="Bài A"))
    second = add_item(teacher, school.course, link(section, title="Bài B", needs=(first.id,)))
    with pytest.raises(Invalid) as refused:
        change_item(teacher, school.course, first.id, link(section, title="Bài A", needs=(second.id,)))
    assert "“Bài A” → “Bài B” → “Bài A”" in str(refused.value.fields["needs"])
    assert needs_in(school.course_id) == {second.id: (first.id,)}


def test_a_section_of_another_course_is_not_found(school: School, section: Section) -> None:
    other = new_school()
    with pytest.raises(NotFound):
        add_item(actor_of(other.teacher_id), other.course, link(section))


def test_an_item_of_another_course_is_not_found(school: School, section: Section) -> None:
    item, other = add_item(actor_of(school.teacher_id), school.course, link(section)), new_school()
    for act in (
        lambda: rename_item(actor_of(other.teacher_id), other.course, item.id, "X"),
        lambda: delete_item(actor_of(other.teacher_id), other.course, item.id),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_pupil_changes_nothing(school: School, section: Section) -> None:
    from lms.queries.courses import course_for

    pupil = actor_of(school.pupils[0])
    with pytest.raises(NotAllowed):
        add_item(pupil, course_for(pupil, school.course_id), link(section))


def test_in_another_section_an_item_goes_to_the_end(school: School, section: Section) -> None:
    teacher = actor_of(school.teacher_id)
    other = add_section(teacher, school.course, SectionDetails("Chương 2"))
    moved, stays = add_item(teacher, school.course, link(section)), add_item(teacher, school.course, link(other))
    change_item(teacher, school.course, moved.id, link(other, title="Chuyển sang"))
    assert order_of(school.course_id) == [(section.id, []), (other.id, [stays.id, moved.id])]


def test_the_threshold_is_kept_only_where_it_means_something(school: School, section: Section) -> None:
    item = add_item(actor_of(school.teacher_id), school.course, link(section, threshold=80))
    assert item.threshold is None


def test_hiding_and_showing(school: School, section: Section) -> None:
    teacher = actor_of(school.teacher_id)
    item = add_item(teacher, school.course, link(section))
    show_item(teacher, school.course, item.id, is_visible=False)
    assert not item.is_visible
    show_item(teacher, school.course, item.id, is_visible=True)
    assert item.is_visible


def test_what_hangs_on_an_item_goes_with_it_and_marks_stay(school: School, section: Section) -> None:
    teacher = actor_of(school.teacher_id)
    item = add_item(teacher, school.course, link(section))
    waiting = add_item(teacher, school.course, link(section, needs=(item.id,)))
    column = session.scalars(select(GradeColumn).where(GradeColumn.course_id == school.course_id)).first()
    if column is None:
        column = GradeColumn(course_id=school.course_id, term=1, kind="gk", position=1)
        session.add(column)
    column.item_id = item.id
    note(item, school.pupils[0], None, is_done=True)
    delete_item(teacher, school.course, item.id)
    session.expire_all()
    assert session.scalars(select(Item.id).where(Item.course_id == school.course_id)).all() == [waiting.id]
    assert session.scalars(select(Prerequisite.item_id)).all() == []
    assert column.item_id is None


def test_a_section_goes_with_its_items(school: School, section: Section) -> None:
    teacher = actor_of(school.teacher_id)
    change_section(teacher, school.course, section.id, SectionDetails("Chương I", "Đạo hàm"))
    note(new_item(school.course_id), school.pupils[0], None, is_done=True)
    delete_section(teacher, school.course, section.id)
    assert order_of(school.course_id) == []
    with pytest.raises(Invalid):
        add_section(teacher, school.course, SectionDetails(" "))

"""Enrolled by class and by code; leaving keeps the work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.api import add_member, create_group
from accounts.operations.remove_member import remove_member
from core.actor import SYSTEM
from core.db import session
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from lms.models import Completion, CourseTeacher, Enrolment
from lms.operations import join_course, share_course
from lms.operations.enrol_group import enrol_group, remove_group
from lms.operations.report_progress import note
from lms.operations.set_course_state import archive_course
from lms.queries.courses import course_for
from lms.queries.people import pupil_ids, teachers_of
from tests.support.courses import School, course_row, new_item, new_school
from tests.support.people import actor_of

PersonWith = Callable[..., int]


@pytest.fixture
def school(app: Flask) -> School:
    return new_school()


@pytest.fixture
def code(school: School) -> str:
    return join_course.change_join_code(actor_of(school.teacher_id), school.course)


def test_whoever_joins_the_class_joins_its_courses(school: School, person_with: PersonWith) -> None:
    late = person_with("student", organisation_id=school.organisation_id)
    add_member(SYSTEM, school.group_id, late)
    assert late in pupil_ids(school.course_id)
    assert late in pupil_ids(school.course_id, school.group_id)


def test_whoever_leaves_the_class_leaves_and_comes_back_to_their_work(school: School) -> None:
    pupil, item = school.pupils[0], new_item(school.course_id)
    note(item, pupil, None, is_done=True)
    remove_member(SYSTEM, school.group_id, pupil)
    assert pupil not in pupil_ids(school.course_id)
    with pytest.raises(NotFound):
        course_for(actor_of(pupil), school.course_id)
    add_member(SYSTEM, school.group_id, pupil)
    assert pupil in pupil_ids(school.course_id)
    assert session.get_one(Completion, (item.id, pupil)).completed_at is not None


def test_who_is_in_two_classes_of_a_course_stays_by_the_other(school: School) -> None:
    teacher, pupil = actor_of(school.teacher_id), school.pupils[0]
    other = create_group(SYSTEM, school.organisation_id, "Chuyên Toán", "class", "2026-2027")
    add_member(SYSTEM, other.id, pupil)
    enrol_group(teacher, school.course, other.id)
    remove_group(teacher, school.course, other.id)
    assert set(pupil_ids(school.course_id)) == set(school.pupils)
    enrol_group(teacher, school.course, other.id)
    remove_group(teacher, school.course, school.group_id)
    assert pupil_ids(school.course_id) == [pupil]


def test_a_class_of_another_organisation_is_refused(school: School) -> None:
    other = new_school()
    with pytest.raises(Invalid):
        enrol_group(actor_of(school.teacher_id), school.course, other.group_id)


def test_a_teacher_in_the_class_is_no_pupil_of_their_own_course(school: School) -> None:
    add_member(SYSTEM, school.group_id, school.teacher_id)
    assert school.teacher_id not in pupil_ids(school.course_id)


def test_a_code_lets_a_pupil_of_any_class_in(school: School, code: str, person_with: PersonWith) -> None:
    guest = person_with("student")
    assert join_course.join_by_code(actor_of(guest), f"{code[:4].lower()} {code[4:]}").id == school.course_id
    assert course_for(actor_of(guest), school.course_id).learns
    assert session.get_one(Enrolment, (school.course_id, guest)).group_id is None


def test_joining_twice_changes_nothing(school: School, code: str) -> None:
    join_course.join_by_code(actor_of(school.pupils[0]), code)
    assert session.get_one(Enrolment, (school.course_id, school.pupils[0])).group_id == school.group_id


def test_an_old_or_closed_code_is_refused(school: School, code: str, person_with: PersonWith) -> None:
    guest, teacher = actor_of(person_with("student")), actor_of(school.teacher_id)
    fresh = join_course.change_join_code(teacher, school.course)
    with pytest.raises(Invalid):
        join_course.join_by_code(guest, code)
    join_course.close_join_code(teacher, school.course)
    with pytest.raises(Invalid):
        join_course.join_by_code(guest, fresh)


def test_the_code_of_a_draft_tells_no_more_than_a_wrong_one(school: School, code: str, person_with: PersonWith) -> None:
    course_row(school).state = "draft"
    guest = actor_of(person_with("student"))
    with pytest.raises(Invalid) as draft:
        join_course.join_by_code(guest, code)
    with pytest.raises(Invalid) as wrong:
        join_course.join_by_code(guest, "AAAAAAAA")
    assert draft.value.fields == wrong.value.fields


def test_archiving_closes_the_code(school: School, code: str) -> None:
    archive_course(actor_of(school.teacher_id), school.course)
    assert course_row(school).join_code is None


def test_who_joined_by_code_may_leave_and_who_came_with_a_class_may_not(school: School, code: str, person_with: PersonWith) -> None:
    guest = actor_of(person_with("student"))
    join_course.join_by_code(guest, code)
    join_course.leave_course(guest, course_for(guest, school.course_id))
    assert guest.person_id not in pupil_ids(school.course_id)
    pupil = actor_of(school.pupils[0])
    with pytest.raises(Conflict):
        join_course.leave_course(pupil, course_for(pupil, school.course_id))


def test_only_a_teacher_of_it_takes_pupils_out(school: School) -> None:
    join_course.remove_pupil(actor_of(school.teacher_id), school.course, school.pupils[0])
    assert pupil_ids(school.course_id) == [school.pupils[1]]
    pupil = actor_of(school.pupils[1])
    with pytest.raises(NotAllowed):
        join_course.remove_pupil(pupil, course_for(pupil, school.course_id), school.pupils[1])


def test_a_colleague_of_the_organisation_is_added_and_taken_out(school: School, person_with: PersonWith) -> None:
    teacher, colleague = actor_of(school.teacher_id), person_with("teacher", organisation_id=school.organisation_id)
    username = actor_username(colleague)
    share_course.add_teacher(teacher, school.course, username)
    assert course_for(actor_of(colleague), school.course_id, edit=True).teaches
    assert [found.is_owner for found in teachers_of(school.course_id)] == [True, False]
    share_course.remove_teacher(teacher, school.course, colleague)
    with pytest.raises(NotFound):
        course_for(actor_of(colleague), school.course_id)


def test_a_stranger_or_a_pupil_is_not_added_as_a_teacher(school: School, person_with: PersonWith) -> None:
    teacher = actor_of(school.teacher_id)
    for who in (person_with("teacher", organisation_id=new_school().organisation_id), school.pupils[0]):
        with pytest.raises(Invalid):
            share_course.add_teacher(teacher, school.course, actor_username(who))
    with pytest.raises(Invalid):
        share_course.add_teacher(teacher, school.course, "khong.co.ai")
    assert session.scalars(select(CourseTeacher.person_id).where(CourseTeacher.course_id == school.course_id)).all() == [school.teacher_id]


def test_the_owner_stays(school: School) -> None:
    with pytest.raises(Conflict):
        share_course.remove_teacher(actor_of(school.teacher_id), school.course, school.teacher_id)


def actor_username(person_id: int) -> str:
    from accounts.api import person

    return person(person_id).username

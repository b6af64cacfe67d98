"""One test per rule: who reads, changes, works in and makes courses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.actor import SYSTEM, VISITOR, Actor, Place
from core.errors import Conflict, NotAllowed, NotFound
from core.permissions import Permission as P
from lms import policies
from lms.rules.course import ARCHIVED, DRAFT, PUBLISHED, CourseView

ActorWith = Callable[..., Actor]
COURSE = CourseView(
    7, "Toán 12", "", "toan", 12, "2026-2027", 4, "/1/4/", PUBLISHED, "marks", 4, False, None, datetime(2026, 8, 1, tzinfo=UTC), None
)  # fmt: skip
TAUGHT, LEARNED = replace(COURSE, teaches=True), replace(COURSE, learns=True)


def test_its_teacher_changes_it(actor_with: ActorWith) -> None:
    policies.require_edit(actor_with(P.COURSES_TEACH, path="/1/4/"), TAUGHT)


def test_a_teacher_who_no_longer_teaches_there_does_not_learn_of_it(actor_with: ActorWith) -> None:
    with pytest.raises(NotFound):
        policies.require_edit(actor_with(P.COURSES_TEACH, path="/1/5/"), TAUGHT)


def test_a_colleague_who_does_not_teach_it_does_not_learn_of_it(actor_with: ActorWith) -> None:
    with pytest.raises(NotFound):
        policies.require_read(actor_with(P.COURSES_TEACH, path="/1/4/"), COURSE)


def test_a_manager_of_the_organisation_changes_every_course_of_it(actor_with: ActorWith) -> None:
    policies.require_edit(actor_with(P.COURSES_MANAGE, path="/1/"), COURSE)


def test_a_manager_of_another_organisation_does_not_learn_of_it(actor_with: ActorWith) -> None:
    with pytest.raises(NotFound):
        policies.require_read(actor_with(P.COURSES_MANAGE, path="/1/40/"), COURSE)


def test_the_system_changes_any_course() -> None:
    policies.require_edit(SYSTEM, COURSE)


def test_a_pupil_reads_and_does_not_change(actor_with: ActorWith) -> None:
    pupil = actor_with(P.COURSES_LEARN, person_id=5)
    policies.require_read(pupil, LEARNED)
    with pytest.raises(NotAllowed):
        policies.require_edit(pupil, LEARNED)


def test_a_pupil_reads_an_archived_course(actor_with: ActorWith) -> None:
    policies.require_read(actor_with(P.COURSES_LEARN, person_id=5), replace(LEARNED, state=ARCHIVED))


def test_a_draft_is_not_there_for_its_pupils(actor_with: ActorWith) -> None:
    with pytest.raises(NotFound):
        policies.require_read(actor_with(P.COURSES_LEARN, person_id=5), replace(LEARNED, state=DRAFT))


def test_a_visitor_does_not_learn_of_it() -> None:
    with pytest.raises(NotFound):
        policies.require_read(VISITOR, COURSE)


def test_nothing_is_changed_in_an_archived_course(actor_with: ActorWith) -> None:
    with pytest.raises(Conflict):
        policies.require_work(actor_with(P.COURSES_TEACH, path="/1/4/"), replace(TAUGHT, state=ARCHIVED))


def test_pupils_work_while_it_is_open(actor_with: ActorWith) -> None:
    pupil = actor_with(P.COURSES_LEARN, person_id=5)
    policies.require_learns(pupil, LEARNED)
    with pytest.raises(Conflict):
        policies.require_learns(pupil, replace(LEARNED, state=ARCHIVED))


def test_a_teacher_is_not_its_pupil(actor_with: ActorWith) -> None:
    with pytest.raises(NotAllowed):
        policies.require_learns(actor_with(P.COURSES_TEACH, path="/1/4/"), TAUGHT)


@pytest.mark.parametrize("permission", [P.COURSES_TEACH, P.COURSES_MANAGE])
def test_courses_are_made_where_one_teaches_or_manages(actor_with: ActorWith, permission: P) -> None:
    policies.require_creates(actor_with(permission, path="/1/"), Place("/1/4/"))
    with pytest.raises(NotAllowed):
        policies.require_creates(actor_with(permission, path="/1/4/"), Place("/1/"))


@pytest.mark.parametrize(("exam_path", "counts"), [("/1/4/", True), ("/1/4/7/", True), ("/1/", True), ("/1/5/", False), ("/1/40/", False)])
def test_an_exam_counts_in_courses_of_its_own_line(exam_path: str, counts: bool) -> None:
    assert policies.may_count("/1/4/", exam_path) is counts

"""One test a rule: who may do what to whom."""

from __future__ import annotations

import pytest

from accounts import policies
from accounts.rules.roles import Held, grants_of
from core.actor import SYSTEM, VISITOR, Actor, signed_in_actor
from core.errors import Conflict, NotAllowed, NotFound

HERE, BELOW, BESIDE, ABOVE = "/1/2/", "/1/2/5/", "/1/3/", "/1/"


def somebody(role: str, path: str | None = HERE, exam_id: int | None = None, person_id: int = 1) -> Actor:
    return signed_in_actor(person_id, "An", grants_of([Held(role, path, exam_id)]))


MANAGER, TEACHER, ADMIN = somebody("manager"), somebody("teacher"), somebody("administrator", "/")


@pytest.mark.parametrize("path", [HERE, BELOW])
def test_staff_sees_people_at_and_below_their_organisation(path: str) -> None:
    policies.require_sees_person(TEACHER, path)


@pytest.mark.parametrize("path", [BESIDE, ABOVE, "/"])
def test_staff_does_not_learn_of_people_elsewhere(path: str) -> None:
    with pytest.raises(NotFound):
        policies.require_sees_person(TEACHER, path)


def test_a_visitor_sees_nobody() -> None:
    with pytest.raises(NotFound):
        policies.require_sees_person(VISITOR, "/")


def test_a_teacher_sees_but_does_not_manage() -> None:
    with pytest.raises(NotAllowed):
        policies.require_manages_person(TEACHER, HERE)


def test_a_manager_manages_only_their_own() -> None:
    policies.require_manages_person(MANAGER, BELOW)
    with pytest.raises(NotAllowed):
        policies.require_manages_person(MANAGER, BESIDE)


def test_a_secretary_of_an_exam_manages_its_candidates_only() -> None:
    secretary = somebody("secretary", None, exam_id=7)
    policies.require_manages_person(secretary, HERE, 7)
    for exam_id in (8, None):
        with pytest.raises(NotAllowed):
            policies.require_manages_person(secretary, HERE, exam_id)


def test_a_manager_makes_teachers_and_students_but_no_administrators_or_chairs() -> None:
    for role in ("teacher", "student", "candidate", "parent", "manager"):
        policies.require_grants_role(MANAGER, role, HERE)
    for role in ("administrator", "council_chair", "marker"):
        with pytest.raises(NotAllowed):
            policies.require_grants_role(MANAGER, role, HERE)


def test_nobody_grants_beyond_the_place_where_they_hold_the_role() -> None:
    for path in (BESIDE, ABOVE, "/"):
        with pytest.raises(NotAllowed):
            policies.require_grants_role(MANAGER, "student", path)


def test_a_role_without_the_right_to_grant_grants_nothing() -> None:
    with pytest.raises(NotAllowed):
        policies.require_grants_role(TEACHER, "teacher", HERE)


def test_exam_roles_are_given_by_who_holds_them_at_that_exam() -> None:
    policies.require_grants_role(ADMIN, "council_chair", HERE, 7)
    policies.require_grants_role(MANAGER, "question_board", HERE, 7)
    with pytest.raises(NotAllowed):
        policies.require_grants_role(MANAGER, "marker", HERE, 7)


def test_nobody_resets_the_password_of_somebody_mightier() -> None:
    mightier = grants_of([Held("administrator", "/")])
    with pytest.raises(NotAllowed):
        policies.require_may_reset_password(MANAGER, 9, HERE, mightier)
    policies.require_may_reset_password(MANAGER, 9, HERE, grants_of([Held("teacher", HERE), Held("student", "/")]))


def test_a_role_held_elsewhere_makes_mightier_too() -> None:
    with pytest.raises(NotAllowed):
        policies.require_may_reset_password(MANAGER, 9, HERE, grants_of([Held("teacher", BESIDE)]))


def test_a_marker_of_an_exam_is_not_taken_over_by_the_school() -> None:
    with pytest.raises(NotAllowed):
        policies.require_may_reset_password(MANAGER, 9, HERE, grants_of([Held("marker", exam_id=7)]))


def test_nobody_resets_their_own_password_as_staff() -> None:
    with pytest.raises(NotAllowed):
        policies.require_may_reset_password(ADMIN, 1, HERE, ())


def test_nobody_deactivates_themself() -> None:
    with pytest.raises(NotAllowed):
        policies.require_may_deactivate(ADMIN, 1, HERE, ())


def test_nobody_deactivates_somebody_mightier() -> None:
    with pytest.raises(NotAllowed):
        policies.require_may_deactivate(MANAGER, 9, HERE, grants_of([Held("administrator", "/")]))


def test_the_last_administrator_stays() -> None:
    with pytest.raises(Conflict):
        policies.require_administrator_remains(True, 0)
    policies.require_administrator_remains(True, 1)
    policies.require_administrator_remains(False, 0)


def test_organisations_are_managed_from_above() -> None:
    policies.require_manages_organisation(MANAGER, BELOW)
    for path in (BESIDE, ABOVE, "/"):
        with pytest.raises(NotAllowed):
            policies.require_manages_organisation(MANAGER, path)


def test_groups_are_seen_by_teachers_and_managed_by_managers() -> None:
    policies.require_sees_group(TEACHER, HERE)
    policies.require_manages_group(MANAGER, HERE)
    with pytest.raises(NotAllowed):
        policies.require_manages_group(TEACHER, HERE)
    with pytest.raises(NotFound):
        policies.require_sees_group(TEACHER, BESIDE)


def test_the_system_may_do_everything() -> None:
    policies.require_grants_role(SYSTEM, "administrator", "/")
    policies.require_manages_person(SYSTEM, "/")

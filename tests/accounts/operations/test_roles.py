from __future__ import annotations

import pytest
from sqlalchemy import func, select

from accounts import api
from accounts.models import RoleAssignment
from accounts.operations.revoke_role import revoke_role
from accounts.queries.roles import assignments_of
from core.actor import SYSTEM
from core.db import session
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.accounts.conftest import Town


def count(person_id: int) -> int:
    return session.execute(select(func.count()).where(RoleAssignment.person_id == person_id)).scalar_one()


def test_granting_twice_is_granting_once(town: Town) -> None:
    for _ in range(2):
        api.grant_role(SYSTEM, town.pupil.id, "candidate", town.school.id)
        api.grant_role(SYSTEM, town.pupil.id, "candidate")
    assert count(town.pupil.id) == 3


def test_a_manager_grants_what_they_hold_where_they_hold_it(town: Town) -> None:
    manager = town.actor(town.manager)
    api.grant_role(manager, town.pupil.id, "teacher", town.school.id)
    for role, place in (("administrator", town.school.id), ("teacher", town.other_school.id), ("teacher", None)):
        with pytest.raises(NotAllowed):
            api.grant_role(manager, town.pupil.id, role, place)


def test_an_unknown_role_is_refused(town: Town) -> None:
    with pytest.raises(Invalid):
        api.grant_role(SYSTEM, town.pupil.id, "king")


def test_roles_at_an_exam_are_held_listed_and_taken(town: Town) -> None:
    admin = town.actor(town.admin)
    api.grant_exam_role(admin, town.teacher.id, "marker", 7, organisation_path=town.school.path)
    api.grant_exam_role(admin, town.manager.id, "council_chair", 7)
    api.grant_exam_role(admin, town.teacher.id, "marker", 8)
    assert [(person.id, role) for person, role in api.holders_at_exam(7)] == [
        (town.manager.id, "council_chair"),
        (town.teacher.id, "marker"),
    ]
    api.revoke_exam_role(admin, town.teacher.id, "marker", 7)
    api.revoke_exam_role(admin, town.teacher.id, "marker", 7)
    assert [role for _, role in api.holders_at_exam(7)] == ["council_chair"]
    assert [role for _, role in api.holders_at_exam(8)] == ["marker"]


def test_only_exam_roles_are_held_at_an_exam(town: Town) -> None:
    with pytest.raises(Invalid):
        api.grant_exam_role(SYSTEM, town.teacher.id, "administrator", 7)
    assert "teacher" not in {role.code for role in api.exam_roles()}


def test_a_manager_appoints_for_exams_of_their_school_only(town: Town) -> None:
    manager = town.actor(town.manager)
    api.grant_exam_role(manager, town.teacher.id, "question_board", 7, organisation_path=town.school.path)
    with pytest.raises(NotAllowed):
        api.grant_exam_role(manager, town.teacher.id, "question_board", 7, organisation_path=town.other_school.path)
    with pytest.raises(NotAllowed):
        api.grant_exam_role(manager, town.teacher.id, "question_board", 7)


def test_a_role_is_taken_by_who_could_give_it(town: Town) -> None:
    mine = assignments_of([town.teacher.id])[town.teacher.id][0]
    with pytest.raises(NotAllowed):
        revoke_role(town.actor(town.teacher), town.teacher.id, mine.id)
    with pytest.raises(NotFound):
        revoke_role(SYSTEM, town.pupil.id, mine.id)
    revoke_role(town.actor(town.manager), town.teacher.id, mine.id)
    assert count(town.teacher.id) == 0


def test_the_last_administrator_keeps_the_role(town: Town) -> None:
    mine = assignments_of([town.admin.id])[town.admin.id][0]
    with pytest.raises(Conflict):
        revoke_role(SYSTEM, town.admin.id, mine.id)
    api.grant_role(SYSTEM, town.teacher.id, "administrator")
    revoke_role(SYSTEM, town.admin.id, mine.id)


def test_an_administrator_of_one_school_is_not_the_last_of_all(town: Town) -> None:
    api.grant_role(SYSTEM, town.teacher.id, "administrator", town.school.id)
    mine = assignments_of([town.admin.id])[town.admin.id][0]
    with pytest.raises(Conflict):
        revoke_role(SYSTEM, town.admin.id, mine.id)

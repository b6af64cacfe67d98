"""Adding, editing, closing people; their passwords and locks."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from accounts import api
from accounts.operations.change_password import change_password
from accounts.operations.create_person import create_person
from accounts.operations.edit_person import edit_person
from accounts.operations.reset_password import reset_password
from accounts.operations.set_active import activate_person, deactivate_person
from accounts.operations.unlock_person import unlock_person
from accounts.queries.people import person_row
from accounts.rules.hashing import matches
from core import clock
from core.actor import SYSTEM
from core.audit import AuditRecord
from core.db import session
from core.errors import Conflict, Invalid, NotAllowed
from tests.accounts.conftest import PASSWORD, Town


def acts(subject: str) -> list[str]:
    return list(session.scalars(select(AuditRecord.act).where(AuditRecord.subject == subject).order_by(AuditRecord.id)))


def fields_of(raised: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return set(raised.value.fields)


def test_a_manager_adds_a_person_to_their_school(town: Town) -> None:
    made = create_person(town.actor(town.manager), api.NewPerson("  Lê  An ", organisation_id=town.school.id), one_time="k7mp-x3qd-w9fh")
    assert (made.full_name, made.username, made.must_change_password) == ("Lê An", "an.l", True)
    assert matches(made.password_hash, "k7mp-x3qd-w9fh")
    assert acts(f"person:{made.id}") == ["people.created"]


def test_a_manager_adds_nobody_elsewhere(town: Town) -> None:
    for organisation_id in (town.other_school.id, town.department.id, None):
        with pytest.raises(NotAllowed):
            create_person(town.actor(town.manager), api.NewPerson("Lê An", organisation_id=organisation_id))


def test_usernames_made_from_one_name_differ(town: Town) -> None:
    made = [create_person(SYSTEM, api.NewPerson("Nguyễn Văn An")).username for _ in range(3)]
    assert made == ["an.nv", "an.nv2", "an.nv3"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"username": "ANH"}, "username"),
        ({"code": "00123"}, "code"),
        ({"citizen_id": "1"}, "citizen_id"),
        ({"full_name": " "}, "full_name"),
    ],
)
def test_what_is_taken_or_malformed_is_refused_at_its_field(town: Town, values: dict[str, str], field: str) -> None:
    new = api.NewPerson(**{"full_name": "Lê An", "organisation_id": town.school.id, **values})  # type: ignore[arg-type]
    with pytest.raises(Invalid) as raised:
        create_person(SYSTEM, new)
    assert fields_of(raised) == {field}


def test_two_schools_may_use_the_same_code(town: Town) -> None:
    assert create_person(SYSTEM, api.NewPerson("Lê An", code="00123", organisation_id=town.other_school.id)).code == "00123"


def test_search_follows_the_name_code_and_username(town: Town) -> None:
    found = api.find_people("ngoc 00123", ["/"])
    assert [person.id for person in found] == [town.pupil.id]
    edit_person(SYSTEM, town.pupil.id, api.NewPerson("Đào Mỹ Lệ", "anh", organisation_id=town.school.id))
    assert not api.find_people("ngoc", ["/"])
    assert [person.id for person in api.find_people("DAO my", [town.school.path])] == [town.pupil.id]


def test_percent_and_underscore_are_searched_as_themselves(town: Town) -> None:
    assert api.find_people("%", ["/"]) == []
    assert api.find_people("_", ["/"]) == []


def test_people_are_found_only_below_the_paths_asked(town: Town) -> None:
    assert {person.id for person in api.find_people("", [town.other_school.path])} == {town.other_pupil.id}
    assert api.find_people("", []) == []


def test_editing_records_old_and_new(town: Town) -> None:
    edit_person(
        town.actor(town.manager), town.pupil.id, api.NewPerson("Đặng Ngọc Anh", "anh", code="00123", organisation_id=town.school.id)
    )
    record = session.scalars(select(AuditRecord).where(AuditRecord.act == "people.edited")).one()
    assert record.detail == {"changed": {"full_name": ["Đặng Thị Ngọc Ánh", "Đặng Ngọc Anh"]}}


def test_editing_nothing_records_nothing(town: Town) -> None:
    edit_person(SYSTEM, town.pupil.id, api.NewPerson("Đặng Thị Ngọc Ánh", "anh", code="00123", organisation_id=town.school.id))
    assert "people.edited" not in acts(f"person:{town.pupil.id}")


def test_nobody_is_moved_into_or_out_of_a_strange_school(town: Town) -> None:
    manager = town.actor(town.manager)
    with pytest.raises(NotAllowed):
        edit_person(manager, town.pupil.id, api.NewPerson("Ánh", "anh", organisation_id=town.other_school.id))
    with pytest.raises(NotAllowed):
        edit_person(manager, town.other_pupil.id, api.NewPerson("Đức", "duc", organisation_id=town.school.id))


def test_a_reset_password_works_once_and_opens_the_lock(town: Town) -> None:
    row = person_row(town.pupil.id)
    row.failed_sign_ins, row.locked_until = 9, clock.now()
    password = reset_password(town.actor(town.manager), town.pupil.id)
    assert matches(row.password_hash, password)
    assert (row.must_change_password, row.failed_sign_ins, row.locked_until) == (True, 0, None)


def test_the_audit_trail_holds_no_password(town: Town) -> None:
    password = reset_password(town.actor(town.manager), town.pupil.id)
    assert all(password not in str(detail) for detail in session.scalars(select(AuditRecord.detail)))


def test_a_manager_cannot_take_over_an_administrator_of_their_school(town: Town) -> None:
    api.grant_role(SYSTEM, town.teacher.id, "administrator")
    with pytest.raises(NotAllowed):
        reset_password(town.actor(town.manager), town.teacher.id)
    with pytest.raises(NotAllowed):
        deactivate_person(town.actor(town.manager), town.teacher.id)


def test_a_password_is_changed_with_the_old_one(town: Town) -> None:
    change_password(town.actor(town.pupil), PASSWORD, "mot-mat-khau-khac", session_id=None)
    assert matches(person_row(town.pupil.id).password_hash, "mot-mat-khau-khac")


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [("sai", "mot-mat-khau-khac", "current"), (PASSWORD, "ngan", "new"), (PASSWORD, PASSWORD, "new"), (PASSWORD, "12345678", "new")],
)
def test_a_bad_change_of_password_is_refused_at_its_field(town: Town, current: str, new: str, field: str) -> None:
    with pytest.raises(Invalid) as raised:
        change_password(town.actor(town.pupil), current, new, session_id=None)
    assert fields_of(raised) == {field}


def test_staff_needs_longer_passwords_than_pupils(town: Town) -> None:
    change_password(town.actor(town.pupil), PASSWORD, "ngoi-nha", session_id=None)
    with pytest.raises(Invalid):
        change_password(town.actor(town.teacher), PASSWORD, "ngoi-nha", session_id=None)


def test_a_given_password_is_replaced_without_repeating_it(town: Town) -> None:
    reset_password(SYSTEM, town.pupil.id)
    change_password(town.actor(town.pupil), "", "mot-mat-khau-khac", session_id=None)
    assert not person_row(town.pupil.id).must_change_password


def test_closing_and_opening_an_account(town: Town) -> None:
    manager = town.actor(town.manager)
    deactivate_person(manager, town.pupil.id)
    assert not person_row(town.pupil.id).is_active
    activate_person(manager, town.pupil.id)
    assert person_row(town.pupil.id).is_active


def test_the_last_administrator_is_not_closed(town: Town) -> None:
    with pytest.raises(Conflict):
        deactivate_person(SYSTEM, town.admin.id)
    api.grant_role(SYSTEM, town.teacher.id, "administrator")
    deactivate_person(SYSTEM, town.admin.id)


def test_a_closed_administrator_does_not_count(town: Town) -> None:
    api.grant_role(SYSTEM, town.teacher.id, "administrator")
    deactivate_person(SYSTEM, town.teacher.id)
    with pytest.raises(Conflict):
        deactivate_person(SYSTEM, town.admin.id)


def test_unlocking_is_for_who_manages_the_person(town: Town) -> None:
    unlock_person(town.actor(town.manager), town.pupil.id)
    with pytest.raises(NotAllowed):
        unlock_person(town.actor(town.manager), town.other_pupil.id)


@pytest.mark.parametrize(
    "change",
    [{"username": "khac"}, {"email": "khac@example.com"}, {"citizen_id": "001309012345"}, {"code": "GV1"}, {"organisation_id": None}],
)
def test_what_a_mightier_account_is_known_by_is_changed_by_nobody_below(town: Town, change: dict[str, Any]) -> None:
    api.grant_role(SYSTEM, town.teacher.id, "administrator")
    before = api.person(town.teacher.id)
    kept = {name: getattr(before, name) for name in ("full_name", "username", "code", "email", "citizen_id", "organisation_id")}
    with pytest.raises(NotAllowed):
        edit_person(town.actor(town.manager), town.teacher.id, api.NewPerson(**{**kept, **change}))
    assert api.person(town.teacher.id) == before
    edit_person(town.actor(town.manager), town.teacher.id, api.NewPerson(**{**kept, "full_name": "Tên Đúng"}))
    edit_person(town.actor(town.admin), town.teacher.id, api.NewPerson(**{**kept, **change}))


def test_a_manager_may_be_known_by_another_name(town: Town) -> None:
    edit_person(town.actor(town.manager), town.manager.id, api.NewPerson("Quản Lý", "quan.ly.moi", organisation_id=town.school.id))
    assert api.person(town.manager.id).username == "quan.ly.moi"

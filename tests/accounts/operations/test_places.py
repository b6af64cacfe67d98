"""Organisations and groups."""

from __future__ import annotations

import pytest

from accounts import api
from accounts.operations.add_member import add_members_named
from accounts.operations.create_group import NewGroup, create_group
from accounts.operations.remove_member import remove_member
from accounts.operations.rename_organisation import rename_organisation
from core.actor import SYSTEM
from core.errors import Invalid, NotAllowed, NotFound
from tests.accounts.conftest import Town


def test_a_path_is_the_ids_from_the_root(town: Town) -> None:
    assert town.department.path == f"/{town.department.id}/"
    assert town.school.path == f"/{town.department.id}/{town.school.id}/"


def test_the_tree_is_read_from_top_to_bottom_by_name(town: Town) -> None:
    assert [entry.code for entry in api.organisations_in(["/"])] == ["SO", "AMS", "CVA"]
    assert [entry.code for entry in api.organisations_in([town.school.path])] == ["CVA"]
    assert api.organisations_in([]) == []


@pytest.mark.parametrize(
    ("code", "name", "kind", "field"),
    [("CVA", "X", "school", "code"), ("a b", "X", "school", "code"), ("N", " ", "school", "name"), ("N", "X", "x", "kind")],
)
def test_a_bad_organisation_is_refused_at_its_field(town: Town, code: str, name: str, kind: str, field: str) -> None:
    with pytest.raises(Invalid) as raised:
        api.create_organisation(SYSTEM, code, name, kind)
    assert set(raised.value.fields) == {field}


def test_a_manager_adds_below_their_school_and_nowhere_else(town: Town) -> None:
    manager = town.actor(town.manager)
    assert api.create_organisation(manager, "CVA-2", "Cơ sở 2", "school", town.school.id).path.startswith(town.school.path)
    for parent in (town.department.id, town.other_school.id, None):
        with pytest.raises(NotAllowed):
            api.create_organisation(manager, "X", "X", "school", parent)


def test_renaming_is_for_who_manages_it(town: Town) -> None:
    rename_organisation(town.actor(town.manager), town.school.id, "Trường  mới")
    assert api.organisation(town.school.id).name == "Trường mới"
    with pytest.raises(NotAllowed):
        rename_organisation(town.actor(town.manager), town.other_school.id, "X")
    with pytest.raises(Invalid):
        rename_organisation(SYSTEM, town.school.id, " ")


def test_members_of_a_group_come_by_given_name(town: Town) -> None:
    group = api.create_group(SYSTEM, town.school.id, "12A2", "class", "2026-2027")
    for person in (town.pupil, town.teacher, town.pupil):
        api.add_member(SYSTEM, group.id, person.id)
    assert [person.username for person in api.members(group.id)] == ["ang", "anh"]
    assert api.groups_in([town.school.path])[0].size == 2
    remove_member(SYSTEM, group.id, town.teacher.id)
    remove_member(SYSTEM, group.id, town.teacher.id)
    assert [person.username for person in api.members(group.id)] == ["anh"]


@pytest.mark.parametrize(
    ("name", "kind", "year", "field"), [("", "class", "", "name"), ("A", "x", "", "kind"), ("A", "class", "2026", "school_year")]
)
def test_a_bad_group_is_refused_at_its_field(town: Town, name: str, kind: str, year: str, field: str) -> None:
    with pytest.raises(Invalid) as raised:
        create_group(SYSTEM, NewGroup(town.school.id, name, kind, year))
    assert set(raised.value.fields) == {field}


def test_one_name_once_a_year(town: Town) -> None:
    api.create_group(SYSTEM, town.school.id, "12A2", "class", "2026-2027")
    api.create_group(SYSTEM, town.school.id, "12A2", "class", "2027-2028")
    with pytest.raises(Invalid):
        api.create_group(SYSTEM, town.school.id, "12A2", "class", "2026-2027")


def test_people_are_added_by_username_all_or_none(town: Town) -> None:
    group = api.create_group(SYSTEM, town.school.id, "12A2")
    manager = town.actor(town.manager)
    with pytest.raises(Invalid) as raised:
        add_members_named(manager, group.id, ["anh", "khong-co", "duc"])
    assert str(raised.value.fields["usernames"]) == "Không tìm thấy: khong-co, duc"
    assert add_members_named(manager, group.id, ["ANH", "anh"]) == 1
    assert add_members_named(manager, group.id, ["anh"]) == 0


def test_a_teacher_changes_no_group(town: Town) -> None:
    group = api.create_group(SYSTEM, town.school.id, "12A2")
    with pytest.raises(NotAllowed):
        api.add_member(town.actor(town.teacher), group.id, town.pupil.id)


@pytest.mark.parametrize("ask", [api.person, api.organisation, api.group])
def test_what_does_not_exist_is_not_found(town: Town, ask) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotFound):
        ask(999_999)


def test_many_people_and_organisations_are_asked_at_once(town: Town) -> None:
    assert set(api.people([town.pupil.id, 999_999])) == {town.pupil.id}
    assert set(api.organisations([town.school.id, town.department.id])) == {town.school.id, town.department.id}
    assert api.people([]) == {}
    assert api.person_named(" ANH ") == api.person(town.pupil.id)
    assert api.person_named("khong-co") is None

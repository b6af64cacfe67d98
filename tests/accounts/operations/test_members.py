"""Joining and leaving groups is told to whoever listens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accounts import api
from accounts.events import MemberLeft, MembersJoined
from accounts.formats.people_xlsx import read_people
from accounts.operations.add_member import add_members_named
from accounts.operations.import_people import import_people, make_secrets
from accounts.operations.plan_import import ImportOrder
from accounts.operations.remove_member import remove_member
from core import events
from core.actor import SYSTEM
from tests.accounts.conftest import Town
from tests.accounts.formats.test_people_xlsx import workbook


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """What is announced, in order; the rooms that listen for good do not hear it."""
    told: list[object] = []
    monkeypatch.setattr(events, "_listeners", {MembersJoined: [told.append], MemberLeft: [told.append]})
    yield told


@pytest.fixture
def group_id(town: Town) -> int:
    return api.create_group(SYSTEM, town.school.id, "12A1", "class", "2026-2027").id


def test_whoever_joins_and_leaves_is_announced_once(town: Town, group_id: int, heard: list[object]) -> None:
    for _ in range(2):
        api.add_member(SYSTEM, group_id, town.pupil.id)
    add_members_named(SYSTEM, group_id, ["anh", "duc"])
    for _ in range(2):
        remove_member(SYSTEM, group_id, town.pupil.id)
    assert heard == [
        MembersJoined(group_id, (town.pupil.id,)),
        MembersJoined(group_id, (town.other_pupil.id,)),
        MemberLeft(group_id, town.pupil.id),
    ]


def test_an_imported_list_is_announced_class_by_class(town: Town, heard: list[object]) -> None:
    rows = [["Lê An", "an.l", "12A2"], ["Trần Bình", "binh.t", "12A3"], ["Vũ Chi", "chi.v", "12A2"], ["Đỗ Dung", "dung.d", ""]]
    sheet = read_people(workbook(["Họ và tên", "Tên đăng nhập", "Lớp"], *rows))
    import_people(SYSTEM, ImportOrder(town.school.id, "student"), sheet, make_secrets(len(rows)))
    ids = {name: person.id for name, person in api.people_named(["an.l", "binh.t", "chi.v"]).items()}
    assert {event.person_ids for event in heard if isinstance(event, MembersJoined)} == {(ids["an.l"], ids["chi.v"]), (ids["binh.t"],)}
    assert len(heard) == 2


def test_groups_are_known_by_person_and_by_id(town: Town, group_id: int) -> None:
    api.add_member(SYSTEM, group_id, town.pupil.id)
    assert [group.id for group in api.groups_of(town.pupil.id)] == [group_id]
    assert api.groups_of(town.teacher.id) == []
    assert {number: (group.name, group.size) for number, group in api.groups_by_ids([group_id, 999]).items()} == {group_id: ("12A1", 1)}
    assert api.groups_by_ids([]) == {}

"""Joining and leaving groups is told to whoever listens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accounts import api
from accounts.events import MemberJoined, MemberLeft
from accounts.operations.add_member import add_members_named
from accounts.operations.remove_member import remove_member
from core import events
from core.actor import SYSTEM
from tests.accounts.conftest import Town


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """What is announced, in order; the rooms that listen for good do not hear it."""
    told: list[object] = []
    monkeypatch.setattr(events, "_listeners", {MemberJoined: [told.append], MemberLeft: [told.append]})
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
        MemberJoined(group_id, town.pupil.id),
        MemberJoined(group_id, town.other_pupil.id),
        MemberLeft(group_id, town.pupil.id),
    ]


def test_groups_are_known_by_person_and_by_id(town: Town, group_id: int) -> None:
    api.add_member(SYSTEM, group_id, town.pupil.id)
    assert [group.id for group in api.groups_of(town.pupil.id)] == [group_id]
    assert api.groups_of(town.teacher.id) == []
    assert {number: (group.name, group.size) for number, group in api.groups_by_ids([group_id, 999]).items()} == {group_id: ("12A1", 1)}
    assert api.groups_by_ids([]) == {}

"""Who follows a pupil, and who may say so."""

from __future__ import annotations

import pytest

from accounts import api
from accounts.operations.set_active import deactivate_person
from accounts.queries.roles import held_by
from accounts.rules.roles import RoleCode
from core import audit
from core.actor import SYSTEM
from core.db import session
from core.errors import Invalid, NotAllowed, NotFound
from tests.accounts.conftest import Town


@pytest.fixture
def parent(town: Town) -> api.PersonView:
    return api.create_person(SYSTEM, api.NewPerson("Đặng Văn Phụ", "phu", organisation_id=town.school.id))


def test_a_manager_links_a_parent_who_becomes_one(town: Town, parent: api.PersonView) -> None:
    api.link_guardian(town.actor(town.manager), parent.id, town.pupil.id)
    assert [child.id for child in api.children_of(parent.id)] == [town.pupil.id]
    assert [entry.id for entry in api.guardians_of([town.pupil.id, town.other_pupil.id])[town.pupil.id]] == [parent.id]
    assert [held.role for held in held_by(parent.id)] == [RoleCode.PARENT]
    session.flush()
    assert next(record.act for record in session.scalars(audit.records(subject=f"person:{town.pupil.id}"))) == "people.guardian_linked"


def test_linking_twice_is_linking_once(town: Town, parent: api.PersonView) -> None:
    for _ in range(2):
        api.link_guardian(town.actor(town.manager), parent.id, town.pupil.id)
    assert len(api.guardians_of([town.pupil.id])[town.pupil.id]) == 1
    assert len(held_by(parent.id)) == 1


def test_unlinking_ends_it_and_leaves_the_role(town: Town, parent: api.PersonView) -> None:
    manager = town.actor(town.manager)
    api.link_guardian(manager, parent.id, town.pupil.id)
    api.unlink_guardian(manager, parent.id, town.pupil.id)
    api.unlink_guardian(manager, parent.id, town.pupil.id)
    assert api.children_of(parent.id) == [] and api.guardians_of([town.pupil.id]) == {}
    assert [held.role for held in held_by(parent.id)] == [RoleCode.PARENT]


def test_closed_accounts_are_left_out(town: Town, parent: api.PersonView) -> None:
    api.link_guardian(SYSTEM, parent.id, town.pupil.id)
    deactivate_person(SYSTEM, parent.id)
    assert api.guardians_of([town.pupil.id]) == {}


def test_whoever_does_not_manage_the_child_links_nobody(town: Town, parent: api.PersonView) -> None:
    with pytest.raises(NotAllowed):
        api.link_guardian(town.actor(town.teacher), parent.id, town.pupil.id)
    with pytest.raises(NotFound):
        api.link_guardian(town.actor(town.manager), parent.id, town.other_pupil.id)
    with pytest.raises(NotFound):
        api.link_guardian(town.actor(town.manager), town.other_pupil.id, town.pupil.id)
    assert api.children_of(parent.id) == []


def test_nobody_is_their_own_parent(town: Town) -> None:
    with pytest.raises(Invalid):
        api.link_guardian(SYSTEM, town.pupil.id, town.pupil.id)

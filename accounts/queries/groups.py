"""Groups and who is in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Row, Select, func, select

from accounts.models import Group, GroupMember, Organisation, Person
from accounts.queries.organisations import below
from accounts.queries.people import PersonView, view_of
from core.db import session
from core.errors import NotFound


@dataclass(frozen=True)
class GroupView:
    """A class or a cohort; `organisation_path` is where it belongs, `size` how many people it has."""

    id: int
    organisation_id: int
    organisation_name: str
    organisation_path: str
    name: str
    kind: str
    school_year: str
    size: int


def group_row(group_id: int) -> Group:
    found = session.get(Group, group_id)
    if found is None:
        raise NotFound
    return found


def group(group_id: int) -> GroupView:
    found = session.execute(_groups().where(Group.id == group_id)).one_or_none()
    if found is None:
        raise NotFound
    return group_view(found)


def groups_list(paths: Iterable[str], *, words: str = "", organisation_path: str = "") -> Select[Group, str, str, int]:
    """Groups at or below `paths`, newest school year first, then by name; read each with `group_view`."""
    found = _groups().where(below(paths))
    if words:
        found = found.where(Group.name.icontains(words, autoescape=True))
    if organisation_path:
        found = found.where(Organisation.path.startswith(organisation_path, autoescape=True))
    return found.order_by(Group.school_year.desc(), Group.name, Group.id)


def groups_in(paths: Iterable[str]) -> list[GroupView]:
    return [group_view(row) for row in session.execute(groups_list(paths))]


def groups_named(paths: Iterable[str]) -> list[tuple[int, str, str]]:
    """Id, name and school year of every group at or below `paths`, in the order of `groups_list`: for a select."""
    found = groups_list(paths).with_only_columns(Group.id, Group.name, Group.school_year)
    return [(number, name, year) for number, name, year in session.execute(found)]


def groups_of(person_id: int) -> list[GroupView]:
    """The groups a person is in."""
    inside = _groups().join(GroupMember, GroupMember.group_id == Group.id).where(GroupMember.person_id == person_id)
    return [group_view(row) for row in session.execute(inside.order_by(Group.school_year.desc(), Group.name))]


def groups_by_ids(ids: Iterable[int]) -> dict[int, GroupView]:
    """Groups by id; an id nobody has is left out."""
    wanted = set(ids)
    found = session.execute(_groups().where(Group.id.in_(wanted))) if wanted else ()
    return {view.id: view for view in map(group_view, found)}


def members_select(group_id: int) -> Select[Person]:
    inside = select(Person).join(GroupMember, GroupMember.person_id == Person.id).where(GroupMember.group_id == group_id)
    return inside.order_by(Person.name_order, Person.id)


def members(group_id: int) -> list[PersonView]:
    """Everyone in the group, by given name."""
    return [view_of(row) for row in session.scalars(members_select(group_id))]


def member_ids(group_id: int) -> set[int]:
    return set(session.scalars(select(GroupMember.person_id).where(GroupMember.group_id == group_id)))


def _groups() -> Select[Group, str, str, int]:
    size = select(func.count()).where(GroupMember.group_id == Group.id).correlate(Group).scalar_subquery()
    return select(Group, Organisation.name, Organisation.path, size).join(Organisation, Group.organisation_id == Organisation.id)


def group_view(row: Row[Group, str, str, int]) -> GroupView:
    found, name, path, size = row
    return GroupView(found.id, found.organisation_id, name, path, found.name, found.kind, found.school_year, size)

"""What the database knows about the people of a list to be imported."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from accounts.models import Group, GroupMember, Organisation, Person, RoleAssignment
from accounts.queries.people import view_of
from accounts.rules.people_import import Known, Row
from accounts.rules.person import NewPerson
from accounts.rules.roles import place_word
from core.db import session


def usernames() -> set[str]:
    """Every username there is: new ones are made around them."""
    return set(session.scalars(select(Person.username)))


def known_people(rows: Sequence[Row], organisation: Organisation, school_year: str) -> list[Known]:
    """Everybody who has a username or citizen's number of the list, or a code of it in this organisation."""
    names = {row.person.username for row in rows} - {""}
    numbers = {row.person.citizen_id for row in rows} - {""}
    codes = {row.person.code for row in rows} - {""}
    found = (
        select(Person, Organisation.path)
        .outerjoin(Organisation, Person.organisation_id == Organisation.id)
        .where(
            or_(
                Person.username.in_(names),
                Person.citizen_id.in_(numbers),
                Person.code.in_(codes) & (Person.organisation_id == organisation.id),
            )
        )
    )
    people = [(person, path) for person, path in session.execute(found)]
    ids = [person.id for person, _ in people]
    groups, roles = _groups_of(ids, organisation.id, school_year), _roles_of(ids, organisation.id)
    return [
        Known(
            person.id, _as_given(person), frozenset(groups.get(person.id, ())), frozenset(roles.get(person.id, ())),
            bool(path) and path.startswith(organisation.path),
        )
        for person, path in people
    ]  # fmt: skip


def groups_named(organisation_id: int, school_year: str) -> dict[str, int]:
    """The groups of an organisation in a school year, or in none, by name."""
    found = select(Group.name, Group.id).where(Group.organisation_id == organisation_id, Group.school_year.in_((school_year, "")))
    return {name: number for name, number in session.execute(found.order_by(Group.school_year))}


def ids_named(names: Sequence[str]) -> dict[str, int]:
    """The ids of usernames."""
    return {name: number for name, number in session.execute(select(Person.username, Person.id).where(Person.username.in_(names)))}


def person_rows(ids: Sequence[int]) -> dict[int, Person]:
    """Rows to be changed, by id."""
    return {row.id: row for row in session.scalars(select(Person).where(Person.id.in_(ids)))}


def _as_given(person: Person) -> NewPerson:
    view = view_of(person)
    return NewPerson(
        view.full_name, view.username, view.code, view.email, view.birth_on, view.birth_place, view.gender, view.ethnicity,
        view.citizen_id, view.organisation_id, view.extra_time_percent,
    )  # fmt: skip


def _groups_of(ids: Sequence[int], organisation_id: int, school_year: str) -> dict[int, set[str]]:
    found = (
        select(GroupMember.person_id, Group.name)
        .join(Group, GroupMember.group_id == Group.id)
        .where(GroupMember.person_id.in_(ids), Group.organisation_id == organisation_id, Group.school_year.in_((school_year, "")))
    )
    return _gathered(session.execute(found).all())


def _roles_of(ids: Sequence[int], organisation_id: int) -> dict[int, set[str]]:
    found = select(RoleAssignment.person_id, RoleAssignment.role).where(
        RoleAssignment.person_id.in_(ids), RoleAssignment.place == place_word(organisation_id, None)
    )
    return _gathered(session.execute(found).all())


def _gathered(pairs: Sequence[tuple[int, str]]) -> dict[int, set[str]]:
    result: dict[int, set[str]] = {}
    for number, word in pairs:
        result.setdefault(number, set()).add(word)
    return result

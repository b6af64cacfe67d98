"""People: one, many, found by words; and the list that staff works with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select, true

from accounts.models import GroupMember, Organisation, Person, RoleAssignment
from accounts.queries.organisations import below
from accounts.rules.names import same_username
from core.db import session
from core.errors import NotFound
from core.folding import fold


@dataclass(frozen=True)
class PersonView:
    """A person as other rooms see them. Empty text where nothing is known; `code` and `citizen_id` are text with leading zeros."""

    id: int
    full_name: str
    username: str
    code: str
    email: str
    birth_on: date | None
    birth_place: str
    gender: str
    ethnicity: str
    citizen_id: str
    organisation_id: int | None
    extra_time_percent: int


def person_row(person_id: int) -> Person:
    found = session.get(Person, person_id)
    if found is None:
        raise NotFound
    return found


def person(person_id: int) -> PersonView:
    return view_of(person_row(person_id))


def people(ids: Iterable[int]) -> dict[int, PersonView]:
    """Views by id; an id nobody has is left out."""
    wanted = set(ids)
    found = session.execute(select(*_VIEW).where(Person.id.in_(wanted))) if wanted else ()
    return {row.id: view_of(row) for row in found}


def people_in_order(ids: Iterable[int]) -> list[PersonView]:
    """Views in the order of class lists: by given name."""
    wanted = set(ids)
    found = session.execute(select(*_VIEW).where(Person.id.in_(wanted)).order_by(Person.name_order, Person.id)) if wanted else ()
    return [view_of(row) for row in found]


def person_row_named(username: str) -> Person | None:
    return session.scalars(select(Person).where(Person.username == same_username(username))).one_or_none()


def person_named(username: str) -> PersonView | None:
    found = person_row_named(username)
    return view_of(found) if found else None


def person_with_citizen_id(citizen_id: str) -> PersonView | None:
    found = session.scalars(select(Person).where(Person.citizen_id == citizen_id)).one_or_none() if citizen_id else None
    return view_of(found) if found else None


def people_named(usernames: Iterable[str]) -> dict[str, PersonView]:
    """Views by username (folded); a name nobody has is left out."""
    wanted = {same_username(name) for name in usernames}
    return {row.username: view_of(row) for row in session.scalars(select(Person).where(Person.username.in_(wanted)))}


def find_people(words: str, paths: Iterable[str], limit: int = 20) -> list[PersonView]:
    """Active people at or below `paths` whose name, username or code holds every word, ordered by given name."""
    found = select(Person).where(Person.is_active, _within(paths), _matching(words))
    return [view_of(row) for row in session.scalars(found.order_by(Person.name_order, Person.id).limit(limit))]


@dataclass(frozen=True)
class PeopleFilter:
    """What narrows the list of people; empty means all. `state`: active, locked, inactive or new (password not yet their own)."""

    words: str = ""
    organisation_path: str = ""
    role: str = ""
    group_id: int | None = None
    state: str = ""


@dataclass(frozen=True)
class PersonLine:
    """A line of the list."""

    id: int
    full_name: str
    username: str
    code: str
    organisation: str
    is_active: bool
    locked_until: datetime | None
    must_change_password: bool


def people_list(
    paths: Iterable[str], wanted: PeopleFilter, now: datetime
) -> Select[int, str, str, str | None, str | None, bool, datetime | None, bool]:
    """People at or below `paths`, by given name, narrowed by `wanted`; read each with `line_of`."""
    found = select(
        Person.id, Person.full_name, Person.username, Person.code, Organisation.name,
        Person.is_active, Person.locked_until, Person.must_change_password,
    )  # fmt: skip
    found = found.outerjoin(Organisation, Person.organisation_id == Organisation.id)
    found = found.where(_within(paths), _matching(wanted.words), _in_state(wanted.state, now))
    if wanted.organisation_path:
        found = found.where(Organisation.path.startswith(wanted.organisation_path, autoescape=True))
    if wanted.role:
        found = found.where(Person.id.in_(select(RoleAssignment.person_id).where(RoleAssignment.role == wanted.role)))
    if wanted.group_id:
        found = found.where(Person.id.in_(select(GroupMember.person_id).where(GroupMember.group_id == wanted.group_id)))
    return found.order_by(Person.name_order, Person.id)


def line_of(row: Row[int, str, str, str | None, str | None, bool, datetime | None, bool]) -> PersonLine:
    number, full_name, username, code, organisation, is_active, locked_until, must_change = row
    return PersonLine(number, full_name, username, code or "", organisation or "", is_active, locked_until, must_change)


def path_of(who: Person) -> str:
    """Where a person belongs in the tree; `/` for people of no organisation, whom only the top may see."""
    if who.organisation_id is None:
        return "/"
    found = session.get(Organisation, who.organisation_id)
    return found.path if found else "/"


def _within(paths: Iterable[str]) -> ColumnElement[bool]:
    wanted = set(paths)
    return true() if "/" in wanted else Person.organisation_id.in_(select(Organisation.id).where(below(wanted)))


def _matching(words: str) -> ColumnElement[bool]:
    return and_(true(), *(Person.search.contains(word, autoescape=True) for word in fold(words).split()))


def _in_state(state: str, now: datetime) -> ColumnElement[bool]:
    match state:
        case "active":
            return Person.is_active.is_(True)
        case "inactive":
            return Person.is_active.is_(False)
        case "locked":
            return and_(Person.is_active, Person.locked_until > now)
        case "new":
            return and_(Person.is_active, or_(Person.must_change_password, Person.password_hash == ""))
        case _:
            return true()


_VIEW = (
    Person.id, Person.full_name, Person.username, Person.code, Person.email, Person.birth_on, Person.birth_place, Person.gender,
    Person.ethnicity, Person.citizen_id, Person.organisation_id, Person.extra_time_percent,
)  # fmt: skip
"""What a view holds, for lists: columns cost a third of objects."""


def view_of(row: Person | Row[*tuple[Any, ...]]) -> PersonView:
    return PersonView(
        row.id, row.full_name, row.username, row.code or "", row.email, row.birth_on, row.birth_place, row.gender,
        row.ethnicity, row.citizen_id or "", row.organisation_id, row.extra_time_percent,
    )  # fmt: skip

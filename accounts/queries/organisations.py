"""Organisations: the tree, and what lies below the places an actor holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, func, or_, select, true

from accounts.models import Organisation, Person
from core.db import session
from core.errors import NotFound


@dataclass(frozen=True)
class OrganisationView:
    """One organisation. `path` is `/1/4/`, `parent_id` None at a root."""

    id: int
    code: str
    name: str
    kind: str
    path: str
    parent_id: int | None

    @property
    def depth(self) -> int:
        """0 at a root."""
        return self.path.count("/") - 2


def below(paths: Iterable[str]) -> ColumnElement[bool]:
    """Organisations at or below any of `paths`."""
    wanted = set(paths)
    if "/" in wanted:
        return true()
    return or_(false(), *(Organisation.path.startswith(path, autoescape=True) for path in sorted(wanted)))


def organisation_row(organisation_id: int) -> Organisation:
    found = session.get(Organisation, organisation_id)
    if found is None:
        raise NotFound
    return found


def organisation(organisation_id: int) -> OrganisationView:
    return view_of(organisation_row(organisation_id))


def organisation_coded(code: str) -> OrganisationView | None:
    found = session.execute(select(Organisation).where(Organisation.code == code)).scalar_one_or_none()
    return view_of(found) if found else None


def organisations(ids: Iterable[int]) -> dict[int, OrganisationView]:
    found = session.scalars(select(Organisation).where(Organisation.id.in_(set(ids))))
    return {row.id: view_of(row) for row in found}


def organisations_in(paths: Iterable[str]) -> list[OrganisationView]:
    """Everything at or below `paths`, as a tree read from top to bottom: children follow their parent, by name."""
    found = [view_of(row) for row in session.scalars(select(Organisation).where(below(paths)))]
    known = {row.id: row for row in found}

    def key(row: OrganisationView) -> list[tuple[str, int]]:
        ids = (int(word) for word in row.path.strip("/").split("/"))
        return [(known[i].name, i) for i in ids if i in known]

    return sorted(found, key=key)


def people_counts(ids: Sequence[int]) -> dict[int, int]:
    """How many active people each organisation has itself, without those below it."""
    counted = select(Person.organisation_id, func.count()).where(Person.organisation_id.in_(ids), Person.is_active)
    return {number: count for number, count in session.execute(counted.group_by(Person.organisation_id)) if number}


def view_of(row: Organisation) -> OrganisationView:
    return OrganisationView(row.id, row.code, row.name, row.kind, row.path, row.parent_id)

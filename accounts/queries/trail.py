"""The audit trail, as far as an actor may see it, and the names of what it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select

from accounts.models import Group, Organisation, Person
from accounts.queries.organisations import below
from accounts.rules.trail import row_of
from core import audit
from core.audit import AuditRecord
from core.db import session


def trail(paths: Iterable[str], *, act: str = "", subject: str = "", person_id: int | None = None) -> Select[AuditRecord]:
    """Acts of people at or below `paths`, newest first; with `/` among them, all acts, the system's too."""
    wanted = set(paths)
    found = audit.records(act=act, subject=subject, person_id=person_id)
    if "/" in wanted:
        return found
    people = select(Person.id).join(Organisation, Person.organisation_id == Organisation.id).where(below(wanted))
    return found.where(AuditRecord.person_id.in_(people))


NAMED = {"person": (Person.id, Person.full_name), "organisation": (Organisation.id, Organisation.name), "group": (Group.id, Group.name)}


def names_of(subjects: Iterable[str]) -> dict[str, str]:
    """The name of each `person:7`, `organisation:4` or `group:2`, in one query a kind; what has none is left out."""
    wanted: dict[str, set[int]] = {}
    for subject in subjects:
        row = row_of(subject)
        if row is not None and row[0] in NAMED:
            wanted.setdefault(row[0], set()).add(row[1])
    return {f"{kind}:{number}": name for kind, numbers in wanted.items() for number, name in _names(kind, sorted(numbers))}


def _names(kind: str, numbers: Sequence[int]) -> Sequence[tuple[int, str]]:
    number, name = NAMED[kind]
    return session.execute(select(number, name).where(number.in_(numbers))).all()

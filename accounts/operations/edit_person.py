"""Change what is known about a person."""

from __future__ import annotations

from accounts import policies
from accounts.models import Person
from accounts.operations.check_person import check_person
from accounts.queries.organisations import organisation_row
from accounts.queries.people import path_of, person_row
from accounts.queries.roles import grants_held_by
from accounts.rules.person import IDENTITY, NewPerson, tidied
from core import audit
from core.actor import Actor
from core.errors import Invalid
from core.words import say

COLUMNS = ("full_name", "username", "code", "email", "birth_on", "birth_place", "gender", "ethnicity", "citizen_id",
           "organisation_id", "extra_time_percent")  # fmt: skip
NULL_WHEN_EMPTY = {"code", "citizen_id"}


def edit_person(actor: Actor, person_id: int, new: NewPerson) -> Person:
    """Write `new` over the person; the audit trail keeps old and new of what changed. The actor manages both organisations
    and outranks whoever is to be known by something else. Raises NotAllowed, or Invalid with a reason at each field.
    """
    person = person_row(person_id)
    policies.require_manages_person(actor, path_of(person))
    if new.organisation_id != person.organisation_id:
        path = organisation_row(new.organisation_id).path if new.organisation_id else "/"
        policies.require_manages_person(actor, path)
    new = tidied(new)
    if not new.username:
        raise Invalid(fields={"username": say("Hãy ghi tên đăng nhập.")})
    if any((getattr(person, name) or None) != (getattr(new, name) or None) for name in IDENTITY):
        policies.require_may_rename(actor, grants_held_by(person_id))
    check_person(new, person_id)
    changed = write_over(person, new)
    if changed:
        audit.record(actor, "people.edited", f"person:{person_id}", changed=changed)
    return person


def write_over(person: Person, new: NewPerson) -> dict[str, list[object]]:
    """Set every column that differs; returns `[old, new]` of each by name, as JSON values."""
    changed: dict[str, list[object]] = {}
    for column in COLUMNS:
        value = getattr(new, column) or (None if column in NULL_WHEN_EMPTY else getattr(new, column))
        old = getattr(person, column)
        if old != value:
            setattr(person, column, value)
            changed[column] = [str(old) if column == "birth_on" and old else old, str(value) if column == "birth_on" and value else value]
    return changed

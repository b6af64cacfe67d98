"""Add a person."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from accounts import policies
from accounts.models import Person
from accounts.operations.check_person import check_person
from accounts.queries.organisations import organisation_row
from accounts.rules.hashing import hash_one_time, hash_password
from accounts.rules.names import free_username, username_from
from accounts.rules.person import NewPerson, tidied
from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict

__all__ = ["NewPerson", "create_person"]


def create_person(
    actor: Actor, new: NewPerson, *, password: str | None = None, one_time: str | None = None, exam_id: int | None = None
) -> Person:
    """The new person, flushed. Raises NotAllowed outside the actor's organisations, Invalid for bad or taken data.

    `password` is theirs to keep; `one_time`, made by `one_time_password`, must be replaced at the first sign-in.
    """
    hashed = hash_one_time(one_time) if one_time else hash_password(password) if password else ""
    path = organisation_row(new.organisation_id).path if new.organisation_id else "/"
    policies.require_manages_person(actor, path, exam_id)
    new = tidied(new)
    check_person(new)
    if not new.username:
        new = replace(new, username=proposed_username(new.full_name))
    person = Person(
        full_name=new.full_name, username=new.username, code=new.code or None, email=new.email, birth_on=new.birth_on,
        birth_place=new.birth_place, gender=new.gender, ethnicity=new.ethnicity, citizen_id=new.citizen_id or None,
        organisation_id=new.organisation_id, extra_time_percent=new.extra_time_percent, created_at=clock.now(),
        password_hash=hashed, must_change_password=bool(one_time),
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(person)
    except IntegrityError as taken:  # somebody added the same person between the check and now
        raise Conflict from taken
    audit.record(actor, "people.created", f"person:{person.id}", name=person.full_name, username=person.username)
    return person


def proposed_username(full_name: str) -> str:
    """A free username made from the name."""
    wanted = username_from(full_name)
    taken = session.scalars(select(Person.username).where(Person.username.startswith(wanted, autoescape=True)))
    return free_username(wanted, set(taken))

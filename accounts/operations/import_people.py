"""Do what a dry run promised: all of its new and changed rows, in the one transaction of the caller."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from accounts.formats.people_xlsx import Sheet
from accounts.models import Group, GroupKind, GroupMember, Person, RoleAssignment
from accounts.operations.edit_person import write_over
from accounts.operations.plan_import import ImportOrder, Plan, plan_import
from accounts.queries.people_import import groups_named, person_rows
from accounts.rules.hashing import hash_one_time
from accounts.rules.passwords import one_time_password
from accounts.rules.people_import import Decision, Outcome
from accounts.rules.roles import place_word
from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict
from core.words import say


@dataclass(frozen=True)
class Issued:
    """A new account and the password to hand to its owner, who replaces it at the first sign-in."""

    full_name: str
    username: str
    code: str
    group: str
    password: str


@dataclass(frozen=True)
class Imported:
    """What was done: rows by outcome, and the accounts issued."""

    counts: dict[str, int]
    issued: tuple[Issued, ...]


Secret = tuple[str, str]
"""A one-time password and its hash."""


def make_secrets(count: int) -> list[Secret]:
    """Passwords for `count` people, hashed before any query so that the database is not held meanwhile."""
    passwords = (one_time_password() for _ in range(count))
    return [(password, hash_one_time(password)) for password in passwords]


def import_people(actor: Actor, order: ImportOrder, sheet: Sheet, secrets: Sequence[Secret]) -> Imported:
    """Plan anew and write. `secrets`: at least one for each row. Raises Conflict when somebody wrote the same people meanwhile."""
    plan = plan_import(actor, order, sheet)
    try:
        issued = tuple(_write(actor, plan, iter(secrets)))
        session.flush()
    except IntegrityError as taken:
        raise Conflict(say("Danh sách người dùng vừa thay đổi. Hãy xem lại bản đối chiếu rồi nhập lại.")) from taken
    audit.record(actor, "people.imported", f"organisation:{plan.organisation.id}", **plan.counts)
    return Imported(plan.counts, issued)


def _write(actor: Actor, plan: Plan, secrets: Iterator[Secret]) -> Iterator[Issued]:
    groups = _groups(actor, plan)
    rows = person_rows([decision.known_id for decision in plan.of(Outcome.CHANGED) if decision.known_id])
    for decision in plan.of(Outcome.CHANGED):
        person = rows[decision.known_id or 0]
        changed = write_over(person, decision.person)
        if changed:
            audit.record(actor, "people.edited", f"person:{person.id}", changed=changed)
    made = [(decision, _new(decision, secret[1]), secret[0]) for decision, secret in zip(plan.of(Outcome.NEW), secrets, strict=False)]
    session.add_all(person for _, person, _ in made)
    session.flush()
    for decision, person, password in made:
        audit.record(actor, "people.created", f"person:{person.id}", name=person.full_name, username=person.username)
        rows[person.id] = person
        new = decision.person
        yield Issued(new.full_name, new.username, new.code, decision.row.group, password)
    placed = [*((rows[d.known_id or 0], d) for d in plan.of(Outcome.CHANGED)), *((person, d) for d, person, _ in made)]
    _place(actor, plan, placed, groups)


def _place(actor: Actor, plan: Plan, placed: Sequence[tuple[Person, Decision]], groups: dict[str, int]) -> None:
    now, where = clock.now(), plan.order.organisation_id
    for person, decision in placed:
        if decision.adds_group:
            session.add(GroupMember(group_id=groups[decision.row.group], person_id=person.id))
        if decision.adds_role:
            session.add(
                RoleAssignment(
                    person_id=person.id, role=decision.row.role, organisation_id=where, place=place_word(where, None),
                    granted_by=actor.person_id, granted_at=now,
                )
            )  # fmt: skip
            audit.record(actor, "roles.granted", f"person:{person.id}", role=decision.row.role, place=place_word(where, None))


def _groups(actor: Actor, plan: Plan) -> dict[str, int]:
    """The id of every group the list names; missing ones are made as classes of this school year."""
    known = groups_named(plan.order.organisation_id, plan.school_year)
    wanted = {decision.row.group for decision in plan.decisions if decision.adds_group} - set(known)
    made = [
        Group(organisation_id=plan.order.organisation_id, name=name, kind=GroupKind.CLASS, school_year=plan.school_year)
        for name in sorted(wanted)
    ]
    session.add_all(made)
    session.flush()
    for group in made:
        audit.record(actor, "groups.created", f"group:{group.id}", name=group.name)
    return known | {group.name: group.id for group in made}


def _new(decision: Decision, password_hash: str) -> Person:
    new = decision.person
    return Person(
        full_name=new.full_name, username=new.username, code=new.code or None, email=new.email, birth_on=new.birth_on,
        birth_place=new.birth_place, gender=new.gender, ethnicity=new.ethnicity, citizen_id=new.citizen_id or None,
        organisation_id=new.organisation_id, password_hash=password_hash, must_change_password=True, created_at=clock.now(),
    )  # fmt: skip

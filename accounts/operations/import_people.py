"""Do what a dry run promised: all of its new and changed rows, in the one transaction of the caller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from accounts.events import MembersJoined
from accounts.formats.people_xlsx import Sheet
from accounts.models import Group, GroupKind, GroupMember, Person, RoleAssignment
from accounts.operations.edit_person import write_over
from accounts.operations.plan_import import ImportOrder, Plan, plan_import
from accounts.queries.people_import import groups_named, ids_named, person_rows
from accounts.rules.hashing import hash_one_time
from accounts.rules.names import name_order, search_words
from accounts.rules.passwords import one_time_password
from accounts.rules.people_import import Decision, Outcome
from accounts.rules.person import NewPerson
from accounts.rules.roles import place_word
from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict
from core.events import announce
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
        issued = tuple(_write(actor, plan, secrets))
        session.flush()
    except IntegrityError as taken:
        raise Conflict(say("Danh sách người dùng vừa thay đổi. Hãy xem lại bản đối chiếu rồi nhập lại.")) from taken
    audit.record(actor, "people.imported", f"organisation:{plan.organisation.id}", **plan.counts)
    return Imported(plan.counts, issued)


def _write(actor: Actor, plan: Plan, secrets: Sequence[Secret]) -> list[Issued]:
    groups = _groups(actor, plan)
    changed = _change(actor, plan)
    created, issued = _create(actor, plan, secrets)
    _place(actor, plan, [*changed, *created], groups)
    return issued


Placed = tuple[int, Decision]
"""A person's id and what was decided for them."""


def _change(actor: Actor, plan: Plan) -> list[Placed]:
    placed = [(decision.known_id, decision) for decision in plan.of(Outcome.CHANGED) if decision.known_id]
    rows = person_rows([number for number, _ in placed])
    where = place_word(plan.order.organisation_id, None)
    for number, decision in placed:
        changed = write_over(rows[number], decision.person)
        if changed:
            audit.record(actor, "people.edited", f"person:{number}", changed=changed)
        if decision.adds_role:
            audit.record(actor, "roles.granted", f"person:{number}", role=decision.row.role, place=where)
    return placed


def _create(actor: Actor, plan: Plan, secrets: Sequence[Secret]) -> tuple[list[Placed], list[Issued]]:
    """Whole batches at once, not one object each: while this runs on SQLite, nobody else writes."""
    pairs = list(zip(plan.of(Outcome.NEW), secrets, strict=False))
    if not pairs:
        return [], []
    session.execute(insert(Person), [_values(decision.person, secret[1]) for decision, secret in pairs])
    ids = ids_named([decision.person.username for decision, _ in pairs])
    placed, issued, where = [], [], place_word(plan.order.organisation_id, None)
    for decision, (password, _) in pairs:
        new, row = decision.person, decision.row
        given = {"role": row.role, "place": where} if decision.adds_role else {}
        audit.record(actor, "people.created", f"person:{ids[new.username]}", name=new.full_name, username=new.username, **given)
        placed.append((ids[new.username], decision))
        issued.append(Issued(new.full_name, new.username, new.code, row.group, password))
    return placed, issued


def _place(actor: Actor, plan: Plan, placed: Sequence[Placed], groups: dict[str, int]) -> None:
    where = plan.order.organisation_id
    held = {"organisation_id": where, "place": place_word(where, None), "granted_by": actor.person_id, "granted_at": clock.now()}
    members = [{"group_id": groups[decision.row.group], "person_id": number} for number, decision in placed if decision.adds_group]
    roles = [{"person_id": number, "role": decision.row.role, **held} for number, decision in placed if decision.adds_role]
    if members:
        session.execute(insert(GroupMember), members)
    if roles:
        session.execute(insert(RoleAssignment), roles)
    for group_id, joined in groupby(sorted(members, key=itemgetter("group_id", "person_id")), itemgetter("group_id")):
        announce(MembersJoined(group_id, tuple(member["person_id"] for member in joined)))


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


def _values(new: NewPerson, password_hash: str) -> dict[str, object]:
    return {
        "full_name": new.full_name, "username": new.username, "code": new.code or None, "email": new.email,
        "birth_on": new.birth_on, "birth_place": new.birth_place, "gender": new.gender, "ethnicity": new.ethnicity,
        "citizen_id": new.citizen_id or None, "organisation_id": new.organisation_id, "password_hash": password_hash,
        "must_change_password": True, "created_at": clock.now(),
        "search": search_words(new.full_name, new.username, new.code), "name_order": name_order(new.full_name),
    }  # fmt: skip

"""Put people into a group."""

from __future__ import annotations

from accounts import policies
from accounts.events import MembersJoined
from accounts.models import GroupMember
from accounts.queries.groups import group, member_ids
from accounts.queries.organisations import organisations
from accounts.queries.people import people, people_named
from core import audit
from core.actor import Actor
from core.db import session
from core.errors import Invalid, NotFound
from core.events import announce
from core.words import say


def add_member(actor: Actor, group_id: int, person_id: int) -> None:
    """Put one person into a group; nothing happens when they are in it."""
    found = group(group_id)
    policies.require_manages_group(actor, found.organisation_path)
    if person_id not in people([person_id]):
        raise NotFound
    if person_id not in member_ids(group_id):
        _join(actor, group_id, [person_id])


def add_members_named(actor: Actor, group_id: int, usernames: list[str]) -> int:
    """Put people into a group by username; returns how many are new in it.

    Raises Invalid naming those whom nobody knows, or whom the actor may not know of: the two read the same.
    """
    found = group(group_id)
    policies.require_manages_group(actor, found.organisation_path)
    known = people_named(usernames)
    places = organisations(person.organisation_id for person in known.values() if person.organisation_id)
    visible = {
        name: person for name, person in known.items()
        if policies.may_see_person(actor, places[person.organisation_id].path if person.organisation_id else "/")
    }  # fmt: skip
    missing = [name for name in usernames if name.strip().casefold() not in visible]
    if missing:
        raise Invalid(fields={"usernames": say("Không tìm thấy: %(names)s", names=", ".join(missing[:10]))})
    fresh = sorted({person.id for person in visible.values()} - member_ids(group_id))
    if fresh:
        _join(actor, group_id, fresh)
    return len(fresh)


def _join(actor: Actor, group_id: int, fresh: list[int]) -> None:
    session.add_all(GroupMember(group_id=group_id, person_id=number) for number in fresh)
    session.flush()
    audit.record(actor, "groups.members_added", f"group:{group_id}", people=fresh)
    announce(MembersJoined(group_id, tuple(fresh)))

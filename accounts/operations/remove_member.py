"""Take a person out of a group."""

from __future__ import annotations

from accounts import policies
from accounts.events import MemberLeft
from accounts.models import GroupMember
from accounts.queries.groups import group
from core import audit
from core.actor import Actor
from core.db import session
from core.events import announce


def remove_member(actor: Actor, group_id: int, person_id: int) -> None:
    """Nothing happens when the person is not in it."""
    policies.require_manages_group(actor, group(group_id).organisation_path)
    member = session.get(GroupMember, (group_id, person_id))
    if member is not None:
        session.delete(member)
        session.flush()
        audit.record(actor, "groups.member_removed", f"group:{group_id}", people=[person_id])
        announce(MemberLeft(group_id, person_id))

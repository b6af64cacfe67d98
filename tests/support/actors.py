"""Actors for tests of rules, policies and operations."""

from __future__ import annotations

from core.actor import Actor, Grant, signed_in_actor
from core.permissions import Permission


def actor_with(
    *permissions: Permission, path: str = "/", exam_id: int | None = None, person_id: int | None = None, name: str = "Người thử"
) -> Actor:
    """Somebody who holds `permissions` over `path` (everything by default), or over one exam only.

    Without `person_id` nothing in the database is pointed at; give a real person's id where the act is recorded as theirs.
    """
    place = {"exam_id": exam_id} if exam_id is not None else {"organisation_path": path}
    grants = tuple(Grant(permission, **place) for permission in permissions)
    if person_id is None:
        return Actor(name, None, grants, frozenset(permissions))
    return signed_in_actor(person_id, name, grants)

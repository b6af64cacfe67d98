"""Guards: who may even knock at a route. What they may do to one object is decided by the room's policies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.actor import Actor, Place
from core.permissions import Permission


@dataclass(frozen=True)
class Guard:
    """A named yes-or-no on the actor. `needs_actor` is false where the view itself checks a signed token."""

    name: str
    allows: Callable[[Actor], bool]
    needs_actor: bool = True


def needs(*permissions: Permission) -> Guard:
    """Lets in an actor who holds at least one of the permissions, anywhere."""
    return Guard("needs " + " or ".join(permissions), lambda actor: any(actor.holds(p) for p in permissions))


def needs_everywhere(permission: Permission) -> Guard:
    """Lets in an actor who holds the permission over everything: for what belongs to no organisation, so that no policy asks about a place."""
    return Guard(f"needs {permission} everywhere", lambda actor: actor.may(permission, Place("/")))


public = Guard("public", lambda actor: True)
signed_in = Guard("signed in", lambda actor: actor.is_signed_in)
signed_token = Guard("signed token", lambda actor: True, needs_actor=False)
"""The request carries its own proof (a sitting token, a signed media URL), which the view checks before anything else."""

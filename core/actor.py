"""Who is acting, and where they may act. A frozen value that every operation and policy receives as an argument."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import NotAllowed
from core.permissions import Permission


@dataclass(frozen=True)
class Place:
    """Where an act happens: a node of the organisation tree (`/1/4/`) and, for exam work, the exam."""

    organisation_path: str
    exam_id: int | None = None


@dataclass(frozen=True)
class Grant:
    """A permission held over an organisation and all below it, or over a single exam."""

    permission: Permission
    organisation_path: str | None = None
    exam_id: int | None = None

    def covers(self, place: Place) -> bool:
        if self.exam_id is not None:
            return place.exam_id == self.exam_id
        return self.organisation_path is not None and place.organisation_path.startswith(self.organisation_path)


@dataclass(frozen=True)
class Actor:
    """A person at work (`person_id` set), the system itself, or a visitor. `permissions` is what they hold anywhere."""

    name: str
    person_id: int | None = None
    grants: tuple[Grant, ...] = ()
    permissions: frozenset[Permission] = frozenset()
    is_system: bool = False
    must_change_password: bool = False

    @property
    def is_signed_in(self) -> bool:
        return self.person_id is not None

    def holds(self, permission: Permission) -> bool:
        """Whether the actor holds the permission anywhere at all: what a route's guard asks."""
        return self.is_system or permission in self.permissions

    def may(self, permission: Permission, place: Place) -> bool:
        """Whether the actor holds the permission at `place`: what a policy asks about one object."""
        return self.is_system or any(g.permission == permission and g.covers(place) for g in self.grants)

    def paths(self, permission: Permission) -> tuple[str, ...]:
        """The organisation subtrees in which the permission is held: what a list is filtered by."""
        if self.is_system:
            return ("/",)
        return tuple(g.organisation_path for g in self.grants if g.permission == permission and g.organisation_path)

    def exam_ids(self, permission: Permission) -> tuple[int, ...]:
        """The single exams over which the permission is held."""
        return tuple(g.exam_id for g in self.grants if g.permission == permission and g.exam_id is not None)

    @property
    def initials(self) -> str:
        """Two letters for an avatar: Vietnamese given names stand last."""
        words = self.name.split()
        return "".join(word[0] for word in (words[-2:] if len(words) > 1 else words)).upper()


def signed_in_actor(person_id: int, name: str, grants: tuple[Grant, ...], *, must_change_password: bool = False) -> Actor:
    """The actor for a person, with the set of all permissions worked out once."""
    held = frozenset(grant.permission for grant in grants)
    return Actor(name, person_id, grants, held, must_change_password=must_change_password)


def require(actor: Actor, permission: Permission, place: Place) -> None:
    """Raise NotAllowed unless the actor holds the permission at `place`."""
    if not actor.may(permission, place):
        raise NotAllowed


VISITOR = Actor(name="")
SYSTEM = Actor(name="Khoa Bảng", is_system=True)

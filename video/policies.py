"""Who may watch and who may edit. Values in; silence or a refusal out."""

from __future__ import annotations

from core.actor import Actor, Place
from core.errors import NotFound
from core.permissions import Permission as P


def may_edit(actor: Actor, place: Place) -> bool:
    """Whether the actor looks after the programmes of `place`."""
    return actor.may(P.VIDEO_EDIT, place)


def require_edit(actor: Actor, place: Place) -> None:
    """The desk of a programme that is not the actor's is one they do not learn of."""
    if not may_edit(actor, place):
        raise NotFound


def may_list(actor: Actor, place: Place, *, is_public: bool) -> bool:
    """A public programme is for anybody, any other for whoever is signed in."""
    return is_public or actor.is_signed_in or may_edit(actor, place)


def require_lists(actor: Actor, place: Place, *, is_public: bool) -> None:
    if not may_list(actor, place, is_public=is_public):
        raise NotFound


def may_watch(actor: Actor, place: Place, *, is_public: bool, is_published: bool) -> bool:
    """A published episode by whoever may see its programme; any other by its editors alone."""
    return may_edit(actor, place) or (is_published and may_list(actor, place, is_public=is_public))


def require_watch(actor: Actor, place: Place, *, is_public: bool, is_published: bool) -> None:
    if not may_watch(actor, place, is_public=is_public, is_published=is_published):
        raise NotFound

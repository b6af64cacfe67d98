"""Who may practise what. A bank is opened for the organisation it belongs to and everybody below; own work is nobody else's."""

from __future__ import annotations

from collections.abc import Sequence

from core.actor import Actor, Place
from core.errors import NotAllowed, NotFound
from core.permissions import Permission as P


def covers(bank_path: str, paths: Sequence[str]) -> bool:
    """Whether a bank of the organisation at `bank_path` is open to who practises at `paths`: at or below it, or over it."""
    return any(path.startswith(bank_path) or bank_path.startswith(path) for path in paths)


def paths_above(paths: Sequence[str]) -> list[str]:
    """Every organisation path at or above `paths`: what an index finds open banks by (`/1/4/` has `/`, `/1/` and itself)."""
    found: dict[str, None] = {}
    for path in paths:
        steps = path.strip("/").split("/") if path.strip("/") else []
        found.update(dict.fromkeys(["/", *(f"/{'/'.join(steps[:n])}/" for n in range(1, len(steps) + 1))]))
    return list(found)


def require_own(actor: Actor, person_id: int) -> None:
    """Sets, cards and notes are their owner's; for anybody else they are not there."""
    if actor.person_id != person_id:
        raise NotFound


def may_manage(actor: Actor, organisation_path: str) -> bool:
    """Open and close a bank of that organisation; who may not read a bank may not give it away."""
    place = Place(organisation_path)
    return actor.may(P.REVIEW_MANAGE, place) and actor.may(P.BANK_VIEW, place)


def require_manage(actor: Actor, organisation_path: str) -> None:
    """A bank that may not be seen is not there; one that may only be seen refuses by name."""
    if not actor.may(P.BANK_VIEW, Place(organisation_path)):
        raise NotFound
    if not may_manage(actor, organisation_path):
        raise NotAllowed

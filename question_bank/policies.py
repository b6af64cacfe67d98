"""Who may do what to a bank and what stands in it. A bank belongs to an organisation; rights are held over subtrees."""

from __future__ import annotations

from collections.abc import Collection

from core.actor import Actor, Place
from core.errors import NotAllowed, NotFound
from core.permissions import Permission as P
from core.words import say


def may_view(actor: Actor, organisation_path: str) -> bool:
    """Questions with their keys are for those who hold the bank's organisation, never for candidates."""
    place = Place(organisation_path)
    return actor.may(P.BANK_VIEW, place) or actor.may(P.BANK_WRITE, place) or actor.may(P.BANK_APPROVE, place)


def may_write(actor: Actor, organisation_path: str) -> bool:
    """Write, retire and import."""
    return actor.may(P.BANK_WRITE, Place(organisation_path))


def require_view(actor: Actor, organisation_path: str) -> None:
    """A bank of a foreign organisation is not even known to be there."""
    if not may_view(actor, organisation_path):
        raise NotFound


def require_write(actor: Actor, organisation_path: str) -> None:
    """A bank that may be seen but not changed refuses by name; one that may not be seen is not there."""
    require_view(actor, organisation_path)
    if not may_write(actor, organisation_path):
        raise NotAllowed


def may_export(actor: Actor, organisation_path: str) -> bool:
    """Taking a bank away is more than reading it page by page: it asks the right to write at the bank's place."""
    return may_write(actor, organisation_path)


def require_export(actor: Actor, organisation_path: str) -> None:
    """A bank that may only be read refuses by name; one that may not be seen is not there."""
    require_view(actor, organisation_path)
    if not may_export(actor, organisation_path):
        raise NotAllowed


def may_see_export(actor: Actor, organisation_path: str, asked_by: int | None) -> bool:
    """For whoever asked for it, and whoever approves in the bank: they answer for what leaves it, and could take the same themselves.

    To neither without the right to export there.
    """
    asked = actor.person_id is not None and actor.person_id == asked_by
    return may_export(actor, organisation_path) and (asked or actor.may(P.BANK_APPROVE, Place(organisation_path)))


def require_export_run(actor: Actor, organisation_path: str, asked_by: int | None) -> None:
    """To others it is not there."""
    if not may_see_export(actor, organisation_path, asked_by):
        raise NotFound


def viewed_paths(actor: Actor) -> tuple[str, ...]:
    """The subtrees whose banks the actor sees."""
    return tuple(dict.fromkeys((*actor.paths(P.BANK_VIEW), *actor.paths(P.BANK_WRITE), *actor.paths(P.BANK_APPROVE))))


def may_approve(actor: Actor, organisation_path: str, authors: Collection[int] = ()) -> bool:
    """Approve or return a wording, lift a suspicion, set the rules of the bank; `authors` never judge what they wrote."""
    return actor.may(P.BANK_APPROVE, Place(organisation_path)) and actor.person_id not in authors


def require_approve(actor: Actor, organisation_path: str, authors: Collection[int] = ()) -> None:
    """Whoever wrote any part of the wording is told so; who may not even see the bank finds nothing."""
    require_view(actor, organisation_path)
    if not may_approve(actor, organisation_path):
        raise NotAllowed
    if actor.person_id in authors:
        raise NotAllowed(say("Bạn là người soạn câu này nên không duyệt được. Hãy nhờ người khác duyệt."))


def may_know_readers(actor: Actor, organisation_path: str) -> bool:
    """Who has had a question and its key before them is for those who answer for the bank; other readers learn how many."""
    return may_approve(actor, organisation_path)


def require_readers(actor: Actor, organisation_path: str) -> None:
    """Colleagues' reading is no news for colleagues."""
    require_view(actor, organisation_path)
    if not may_know_readers(actor, organisation_path):
        raise NotAllowed


def require_remark(actor: Actor, organisation_path: str) -> None:
    """Comments are for those who write or approve: who only reads the bank does not speak in it."""
    require_view(actor, organisation_path)
    if not may_write(actor, organisation_path) and not may_approve(actor, organisation_path):
        raise NotAllowed


def may_see_paper(actor: Actor, organisation_path: str, drawn_by: int | None) -> bool:
    """A drawn paper is a paper before its exam: for whoever drew it, and whoever approves in the bank; not for every reader of the bank."""
    place = Place(organisation_path)
    drew_it = actor.person_id is not None and actor.person_id == drawn_by
    return actor.may(P.BANK_APPROVE, place) or (actor.may(P.BANK_WRITE, place) and drew_it)


def require_paper(actor: Actor, organisation_path: str, drawn_by: int | None) -> None:
    """To others the paper is not there."""
    if not may_see_paper(actor, organisation_path, drawn_by):
        raise NotFound


def require_continue(actor: Actor, organisation_path: str, author_id: int) -> None:
    """An unfinished wording is its author's alone: to others it is not there. An author who may only read the bank now is told so."""
    if actor.person_id is None or actor.person_id != author_id:
        raise NotFound
    require_write(actor, organisation_path)

"""What a person chooses for themself: when letters come, and in which language."""

from __future__ import annotations

from accounts.queries.people import person_row
from accounts.rules.notices import DIGESTS
from core import audit
from core.actor import Actor
from core.errors import Invalid, NotSignedIn
from core.words import say


def choose_digest(actor: Actor, digest: str) -> None:
    """When unread notifications go out by e-mail: `daily`, `weekly` or `never`."""
    if digest not in DIGESTS:
        raise Invalid(fields={"digest": say("Hãy chọn một mục trong danh sách.")})
    person_row(_own_id(actor)).digest = digest
    audit.record(actor, "people.digest_chosen", f"person:{actor.person_id}", digest=digest)


def choose_language(actor: Actor, language: str) -> None:
    """What letters to the person are written in."""
    person_row(_own_id(actor)).language = language


def reset_feed(actor: Actor) -> None:
    """Make every calendar address given out so far worthless."""
    person_row(_own_id(actor)).feed_number += 1
    audit.record(actor, "people.feed_reset", f"person:{actor.person_id}")


def _own_id(actor: Actor) -> int:
    if actor.person_id is None:
        raise NotSignedIn
    return actor.person_id

"""The secret address of a person's calendar: a calendar program cannot sign in, so a signed token stands for the person."""

from __future__ import annotations

from accounts.queries.people import person_row
from core import audit
from core.actor import Actor
from core.errors import NotSignedIn


def reset_feed(actor: Actor) -> None:
    """Make every address given out so far worthless."""
    if actor.person_id is None:
        raise NotSignedIn
    person_row(actor.person_id).feed_number += 1
    audit.record(actor, "people.feed_reset", f"person:{actor.person_id}")

"""Who a calendar's address stands for."""

from __future__ import annotations

from accounts.models import Person
from accounts.queries.people import person_row
from core.db import session
from core.http.signing import sign, unsign

PURPOSE = "feed"


def feed_token(person_id: int) -> str:
    """The token of a person's feeds: letters, digits, `-`, `_`, `=` and `.`, so that it can stand in a path."""
    return sign(PURPOSE, f"{person_id}-{person_row(person_id).feed_number}")


def person_of_feed(token: str) -> int | None:
    """The active person whose token it is; None for one not made here or made before the last reset."""
    person_id, _, number = (unsign(PURPOSE, token) or "").partition("-")
    found = session.get(Person, int(person_id)) if person_id else None
    return found.id if found and found.is_active and str(found.feed_number) == number else None

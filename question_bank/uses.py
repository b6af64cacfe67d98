"""Where questions are used: the rooms above say it, for this room knows none of them.

At setup a room calls `add_source(heading, find)`; a question's page asks every source and shows what its reader may know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.actor import Actor
from core.words import Message


@dataclass(frozen=True)
class Use:
    """One place where a question stands. `people` had it before them; None where nobody counts.

    `url` opens the place and `people_url` the list of those people, each None for a reader who may not see it. `is_sealed`: a paper
    that is still to be sat holds it.
    """

    title: Message
    state: Message | None = None
    at: datetime | None = None
    people: int | None = None
    url: str | None = None
    people_url: str | None = None
    is_sealed: bool = False


@dataclass(frozen=True)
class Uses:
    """All that one source knows, under its heading."""

    heading: Message
    uses: tuple[Use, ...]


Find = Callable[[Actor, int, Sequence[int]], Sequence[Use]]
"""(actor, question id, ids of its wordings) -> uses."""
_SOURCES: dict[str, tuple[Message, Find]] = {}


def add_source(name: str, heading: Message, find: Find) -> None:
    """A room's answer to "where does this question stand?", for an actor. The same name again takes the place of the first."""
    _SOURCES[name] = (heading, find)


def uses_of(actor: Actor, question_id: int, revision_ids: Sequence[int]) -> list[Uses]:
    """What every source knows and the actor may know; sources that know nothing are left out."""
    found = [Uses(heading, tuple(find(actor, question_id, revision_ids))) for heading, find in _SOURCES.values()]
    return [each for each in found if each.uses]

"""An Office question's rules tried on a file of its author. What is found marks nothing and is kept nowhere."""

from __future__ import annotations

from threading import BoundedSemaphore

from core.errors import TooMany
from core.words import say
from question_bank.kinds.contract import Content, Finding
from question_bank.kinds.office_practical import OfficePractical

AT_ONCE = 2
"""Of one process; the next is told at once, for whoever waits holds a thread that saves answers."""
SECONDS = 10
"""Of the processor; a third of what an answer may take, for somebody waits for it."""
LONGEST = 30
"""Seconds by the clock."""
_places = BoundedSemaphore(AT_ONCE)


def try_rules(kind: OfficePractical, content: Content, data: bytes) -> Finding:
    """What the rules find in the file. Call it outside of a transaction. TooMany while others try."""
    if not _places.acquire(blocking=False):
        raise TooMany(say("Nhiều người đang thử quy tắc. Hãy đợi một lát rồi thử lại."))
    try:
        return kind.examine_file(content, data, SECONDS, within=LONGEST)
    finally:
        _places.release()

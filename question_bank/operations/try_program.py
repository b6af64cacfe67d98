"""A programme tried over a question's examples while it is being written. What comes of it marks nothing and is kept nowhere."""

from __future__ import annotations

from threading import BoundedSemaphore

from core.errors import Conflict, NotFound, TooMany
from core.sandbox import NoSandbox
from core.words import say
from question_bank.kinds.code import Code
from question_bank.kinds.contract import Content
from question_bank.kinds.programs import Outcome
from question_bank.kinds.registry import kind_of

AT_ONCE = 2
"""Of one process: the others who try wait a little, so that saving answers never waits for them."""
WAIT_SECONDS = 10
_places = BoundedSemaphore(AT_ONCE)


def try_program(code: str, content: Content, raw: object) -> list[Outcome]:
    """What comes of each example, in order; [] for an empty programme. Holds no transaction: call it outside of one.

    NotFound for another kind, InvalidAnswer for what is no source, Conflict where nothing can be run, TooMany while others try.
    """
    kind = kind_of(code)
    if not isinstance(kind, Code):
        raise NotFound
    answer = kind.normalise(content, raw)
    if answer is None:
        return []
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise TooMany(say("Nhiều người đang chạy thử. Hãy đợi một lát rồi bấm lại."))
    try:
        return kind.try_out(content, answer)
    except NoSandbox as reason:
        raise Conflict(reason.message) from reason
    finally:
        _places.release()

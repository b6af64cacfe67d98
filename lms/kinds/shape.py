"""Reading JSON that may be anything: every function is total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOST = 2**31 - 1


def text(value: object, longest: int) -> str:
    """The value when it is text, without what a database or a page cannot hold, no longer than `longest`; else ""."""
    return _UNSTORABLE.sub("", value).replace("\r\n", "\n").strip()[:longest] if isinstance(value, str) else ""


def is_storable(value: str) -> bool:
    """Whether a database and a page can hold the text."""
    return _UNSTORABLE.search(value) is None


def number(value: object) -> int | None:
    """A whole number from 0 to what a row's id can be, also as text (forms send text); else None."""
    if isinstance(value, str) and len(value) <= 10 and value.isascii() and value.isdigit():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST else None


def at(value: object, name: str) -> object:
    """What an object holds under `name`; None when it is no object or has no such name."""
    return value.get(name) if isinstance(value, dict) else None


def rows(value: object) -> list[Any]:
    """The value when it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def strings(value: object) -> Iterator[str]:
    """Every text in a document, names included. No recursion: the depth is not ours to choose."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, str):
            yield current
        elif isinstance(current, dict):
            waiting += [*current.keys(), *current.values()]
        elif isinstance(current, list):
            waiting += current

"""News from a lower room to an upper one. Heard inside the announcing transaction, so news and act live or die together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

E = TypeVar("E")
_listeners: dict[type[object], list[Callable[..., None]]] = {}


def hear(kind: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register a listener for events of `kind`; a listener enqueues a job or calls one operation, nothing slow."""

    def register(listener: Callable[[E], None]) -> Callable[[E], None]:
        heard = _listeners.setdefault(kind, [])
        if listener not in heard:
            heard.append(listener)
        return listener

    return register


def announce(event: object) -> None:
    """Tell every listener of the event's type, now, in this transaction."""
    for listener in _listeners.get(type(event), ()):
        listener(event)

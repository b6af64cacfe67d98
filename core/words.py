"""Words for people, written where they are known and translated only at the edge. No Flask here, so pure rules may speak."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """A sentence for a person: a Vietnamese msgid with named gaps, and what fills them."""

    msgid: str
    params: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return fill(self.msgid, dict(self.params))


def say(msgid: str, **params: object) -> Message:
    """The message `msgid` (Vietnamese, with `%(name)s` gaps); extraction finds translatable text by this name."""
    return Message(msgid, tuple(sorted(params.items())))


def fill(text: str, params: dict[str, object]) -> str:
    """`text` with its gaps filled; text without params is left alone, so a lone % in it is safe."""
    return text % params if params else text

"""Words for people, written where they are known and translated only at the edge. No Flask here, so pure rules may speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


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


def pack(message: Message) -> dict[str, Any]:
    """The message as a JSON value, to be kept and translated when somebody reads it."""
    return {"msgid": message.msgid, "params": {name: _plain(value) for name, value in message.params}}


def unpack(stored: Mapping[str, Any]) -> Message:
    """The message that was packed; amounts and whatever else JSON does not know are text now."""
    params = {name: unpack(value) if isinstance(value, dict) else value for name, value in stored["params"].items()}
    return Message(stored["msgid"], tuple(sorted(params.items())))


def _plain(value: object) -> object:
    if isinstance(value, Message):
        return pack(value)
    return value if isinstance(value, (int, str)) else f"{value:f}" if isinstance(value, Decimal) else str(value)

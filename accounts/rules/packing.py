"""A message as the database keeps it: the msgid and JSON of its arguments, so that it is translated when somebody reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.words import Message

_SIMPLE = (str, int, float, bool, type(None))


def pack(message: Message) -> dict[str, Any]:
    """The arguments of `message` as JSON. They may be text, numbers, None and messages; TypeError for anything else."""
    return {name: _packed(name, value) for name, value in message.params}


def unpack(msgid: str, arguments: Mapping[str, Any]) -> Message:
    """The message that was packed."""
    return Message(msgid, tuple(sorted((name, _unpacked(value)) for name, value in arguments.items())))


def _packed(name: str, value: object) -> Any:
    if isinstance(value, Message):
        return {"say": value.msgid, "with": pack(value)}
    if not isinstance(value, _SIMPLE):
        raise TypeError(f"argument {name} of a kept message is {type(value).__name__}")
    return value


def _unpacked(value: Any) -> Any:
    return unpack(value["say"], value["with"]) if isinstance(value, dict) else value

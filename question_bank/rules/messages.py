"""Messages kept as JSON, so that a report written by a job is read in each reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from core.words import Message


def packed(messages: Iterable[Message]) -> list[dict[str, Any]]:
    """The messages as JSON values."""
    return [_pack(message) for message in messages]


def unpacked(stored: Iterable[Mapping[str, Any]]) -> list[Message]:
    """The messages again."""
    return [_unpack(each) for each in stored]


def _pack(message: Message) -> dict[str, Any]:
    return {"msgid": message.msgid, "params": {name: _plain(value) for name, value in message.params}}


def _plain(value: object) -> object:
    if isinstance(value, Message):
        return _pack(value)
    return value if isinstance(value, (int, str)) else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _unpack(stored: Mapping[str, Any]) -> Message:
    params = {name: _unpack(value) if isinstance(value, dict) else value for name, value in stored["params"].items()}
    return Message(stored["msgid"], tuple(sorted(params.items())))

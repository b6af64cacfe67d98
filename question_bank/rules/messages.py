"""Messages kept as JSON, so that a report written by a job is read in each reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from core.words import Message, pack, unpack


def packed(messages: Iterable[Message]) -> list[dict[str, Any]]:
    """The messages as JSON values."""
    return [pack(message) for message in messages]


def unpacked(stored: Iterable[Mapping[str, Any]]) -> list[Message]:
    """The messages again."""
    return [unpack(each) for each in stored]

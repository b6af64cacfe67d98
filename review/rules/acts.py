"""What the acts of this room are called in the audit trail."""

from __future__ import annotations

from core.words import Message

ACTS: dict[str, Message] = {}

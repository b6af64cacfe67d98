"""Where a candidate stands in a room, read off the sitting and the clock, in words an invigilator uses."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from core.words import Message, say

OFFLINE_AFTER = timedelta(seconds=25)
"""A page that only polls is seen every 15 to 20 seconds: a shorter limit would make the board blink."""


class Presence(StrEnum):
    """The states of the board, from before the start to after the end."""

    WAITING = "waiting"
    NOT_STARTED = "not_started"
    ABSENT = "absent"
    WORKING = "working"
    OFFLINE = "offline"
    CLOSING = "closing"
    HANDED_IN = "handed_in"
    CLOSED = "closed"
    FORCED = "forced"


PRESENCE_WORDS: dict[Presence, tuple[Message, str, str]] = {
    Presence.WAITING: (say("Chờ giờ mở"), "neutral", "clock"),
    Presence.NOT_STARTED: (say("Chưa bắt đầu"), "amber", "circle-dashed"),
    Presence.ABSENT: (say("Vắng"), "neutral", "minus"),
    Presence.WORKING: (say("Đang làm"), "jade", "pen-line"),
    Presence.OFFLINE: (say("Mất kết nối"), "seal", "wifi-off"),
    Presence.CLOSING: (say("Hết giờ, đang đóng"), "amber", "timer"),
    Presence.HANDED_IN: (say("Đã nộp"), "indigo", "circle-check"),
    Presence.CLOSED: (say("Hết giờ, máy chủ thu"), "indigo", "lock"),
    Presence.FORCED: (say("Giám thị thu bài"), "amber", "stamp"),
}
"""State -> (words, tone of its badge, icon)."""

_ENDED = {"handed_in": Presence.HANDED_IN, "deadline": Presence.CLOSED, "forced": Presence.FORCED}


def presence_before_start(opens_at: datetime, last_entry_at: datetime, now: datetime) -> Presence:
    """The state of a candidate without a sitting; `last_entry_at` is the first moment at which nobody may start any more."""
    if now < opens_at:
        return Presence.WAITING
    return Presence.NOT_STARTED if now < last_entry_at else Presence.ABSENT


def presence_of(state: str, end_reason: str | None, deadline_at: datetime, seen_at: datetime, now: datetime) -> Presence:
    """The state of a sitting. `seen_at` is when its page last spoke to the server."""
    if state != "running":
        return _ENDED.get(end_reason or "", Presence.CLOSED)
    if now > deadline_at:
        return Presence.CLOSING
    return Presence.OFFLINE if now - seen_at > OFFLINE_AFTER else Presence.WORKING

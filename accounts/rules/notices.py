"""How notifications look, and when a letter of the unread ones goes out."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from core import clock
from core.words import Message, say

ICONS = {
    "announcement": "send",
    "assignment": "clipboard-list",
    "course": "graduation-cap",
    "discussion": "message-square",
    "exam": "calendar-clock",
    "grade": "scale",
    "lesson": "book-open",
    "review": "target",
    "video": "tv",
}
DIGESTS: dict[str, Message] = {"daily": say("Mỗi ngày"), "weekly": say("Mỗi tuần"), "never": say("Không gửi")}
DAYS = {"daily": 1, "weekly": 7}
LETTERS_FROM_HOUR = 6
"""Letters leave in the morning, when what happened the day before is together."""


def icon_of(kind: str) -> str:
    """The icon of a notification's kind; `grade.released` looks like `grade`."""
    return ICONS.get(kind.partition(".")[0], "bell")


def last_letter_before(digest: str, now: datetime, zone: str) -> datetime | None:
    """Who had their last letter before this instant may have one now; None when none goes out at this hour or at all.

    A day is a calendar day in `zone`, so that the letter does not come a little later every day.
    """
    here = clock.local(now, zone)
    if digest not in DAYS or here.hour < LETTERS_FROM_HOUR:
        return None
    first_day = here.date() - timedelta(days=DAYS[digest] - 1)
    return datetime.combine(first_day, time(), ZoneInfo(zone))

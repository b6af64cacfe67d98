"""What a signed media address says: which folder, until when. The signature itself is put on and checked by the edges."""

from __future__ import annotations

from datetime import datetime

PURPOSE = "video.media"
PERIOD_SECONDS = 12 * 3600


def expiry(now: datetime) -> int:
    """When an address given at `now` ends, in Unix seconds: 12 to 24 hours away, the same all through a period, so that browsers cache it."""
    return (int(now.timestamp()) // PERIOD_SECONDS + 2) * PERIOD_SECONDS


def write(folder: str, expires: int) -> str:
    """The words to sign."""
    return f"{folder}.{expires:x}"


def seconds_left(words: str, now: datetime) -> int:
    """How long signed words are still good for; 0 or less when they are over."""
    return int(words.partition(".")[2], 16) - int(now.timestamp())


def folder_of(words: str) -> str:
    """The folder that signed words open."""
    return words.partition(".")[0]

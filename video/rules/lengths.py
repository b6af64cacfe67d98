"""Moments and lengths of a video as people write them: minutes and seconds, with hours when there are any."""

from __future__ import annotations

import re

_WRITTEN = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})", re.ASCII)
_MINUTES = re.compile(r"\d{1,4}", re.ASCII)


def read_seconds(text: str) -> int | None:
    """Seconds of `12:05`, `1:02:05` or `12` (whole minutes); None for anything else."""
    tidy = text.strip().replace(".", ":")
    if _MINUTES.fullmatch(tidy):
        return 60 * int(tidy)
    found = _WRITTEN.fullmatch(tidy)
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    if seconds > 59 or (found[1] and minutes > 59):
        return None
    return 3600 * hours + 60 * minutes + seconds


def write_seconds(seconds: float) -> str:
    """`12:05`, or `1:02:05` from an hour on."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"

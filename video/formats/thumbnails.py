"""The WebVTT file that says where on the sheet a player finds the picture of a moment (media fragments, W3C)."""

from __future__ import annotations

from video.rules.media_names import STRIP
from video.rules.renditions import Strip


def strip_cues(strip: Strip) -> str:
    """One cue for each picture of the sheet."""
    cues = [f"{_clock(n * strip.every)} --> {_clock((n + 1) * strip.every)}\n{STRIP}#xywh={_box(strip, n)}\n" for n in range(strip.count)]
    return "WEBVTT\n\n" + "\n".join(cues)


def _box(strip: Strip, number: int) -> str:
    row, column = divmod(number, strip.columns)
    return f"{column * strip.width},{row * strip.height},{strip.width},{strip.height}"


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"

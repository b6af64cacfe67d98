"""What ffmpeg writes, understood: its report of a file (`ffmpeg -i`, for there may be no ffprobe) and its progress."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DURATION = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)", re.M)
_VIDEO = re.compile(r"^  Stream #0:\d+\S*: Video: (?!.*\(attached pic\))(\w+)(.*?) (\d{1,6})x(\d{1,6})(?=[ ,\n]|$)(.*)", re.M)
_AUDIO = re.compile(r"^  Stream #0:\d+\S*: Audio: (\w+)(.*)", re.M)
_RATE = re.compile(r"(\d+) kb/s")
_SQUARENESS = re.compile(r"\[SAR (\d+):(\d+)")
_ROTATED = re.compile(r"rotation of -?(?:90|270)")


@dataclass(frozen=True)
class Probed:
    """A file as ffmpeg sees it. `seconds` is None where the file does not say; width and height are as shown: rotated, pixels square.

    `is_plain` says that every browser shows such pictures as they are: H.264 of 8 bits; kilobits a second are 0 where unknown.
    """

    seconds: float | None
    video_codec: str
    width: int
    height: int
    video_kbps: int
    is_plain: bool
    audio_codec: str


def read_report(words: str) -> Probed:
    """The report understood; codecs are empty where there is no such stream."""
    length, video, audio = _DURATION.search(words), _VIDEO.search(words), _AUDIO.search(words)
    seconds = int(length[1]) * 3600 + int(length[2]) * 60 + float(length[3]) if length else None
    audio_codec = audio[1] if audio else ""
    if video is None:
        return Probed(seconds, "", 0, 0, 0, False, audio_codec)
    codec, layout, width, height, rest = video[1], video[2], int(video[3]), int(video[4]), video[5]
    across, down = map(int, square.groups()) if (square := _SQUARENESS.search(rest)) else (1, 1)
    if across and down:
        width = round(width * across / down)
    shown = (height, width) if _ROTATED.search(words) else (width, height)
    is_plain = codec == "h264" and "yuv420p" in layout and "yuv420p1" not in layout and across == down and "rotation of" not in words
    rate = _RATE.search(rest)
    return Probed(seconds, codec, *shown, int(rate[1]) if rate else 0, is_plain, audio_codec)


def seconds_done(line: str) -> float | None:
    """The moment of the film that a line of `-progress` says ffmpeg has come to; None for other lines."""
    name, _, value = line.strip().partition("=")
    return int(value) / 1_000_000 if name == "out_time_us" and value.lstrip("-").isdecimal() else None

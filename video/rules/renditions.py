"""Which films are taken, which qualities are made of them, and how many thumbnails. Lengths in seconds, sizes in pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.words import Message, say
from video.formats.ffmpeg_report import Probed

LONGEST_SECONDS = 4 * 3600
LARGEST_PIXELS = 4096 * 2304
HEIGHTS = (360, 720)
WORTH = 1.25
"""A quality is made only when it is so much higher than the one below."""
KBPS = {360: (800, 96), 720: (2400, 128)}
"""What a rendition may take at most: pictures and sound, in kilobits a second."""
LONGEST_SEGMENT_SECONDS = 20.0
READ_SHARE = 0.95
"""So much of the promised length must have been read; less is a file that was cut."""

NOT_A_VIDEO = say("Tệp này không phải video mà máy chủ đọc được. Hãy xuất lại thành MP4 (H.264) rồi gửi lại.")
CUT_OFF = say("Tệp bị thiếu phần cuối nên không mở được. Hãy chép lại từ bản gốc rồi gửi lại.")
ONLY_SOUND = say("Tệp chỉ có âm thanh, không có hình. Hãy gửi tệp video.")
NOT_DECODED = say("Máy chủ không giải mã được hình của video. Hãy xuất lại thành MP4 (H.264) rồi gửi lại.")
TOO_SLOW = say("Chuyển đổi video mất quá nhiều thời gian nên đã dừng. Hãy xuất lại với độ phân giải thấp hơn rồi gửi lại.")


@dataclass(frozen=True)
class Target:
    """A rendition to make. `height` is the short side of the picture, so that an upright film has the same quality."""

    name: str
    width: int
    height: int
    video_kbps: int
    audio_kbps: int
    may_copy: bool
    """Whether the pictures fit as they are: nothing is lost and little time is spent."""


@dataclass(frozen=True)
class Strip:
    """Small pictures on one sheet: one every so many seconds, so many in a row."""

    every: int
    columns: int
    width: int
    height: int
    count: int


def why_unreadable(words: str) -> Message:
    """What to tell whoever sent a file that ffmpeg could not open, by ffmpeg's own words."""
    return CUT_OFF if "moov atom not found" in words else NOT_A_VIDEO


def why_refused(probed: Probed) -> Message | None:
    """Why a file is not taken; None when it is."""
    if not probed.video_codec:
        return ONLY_SOUND if probed.audio_codec else NOT_A_VIDEO
    if probed.width * probed.height > LARGEST_PIXELS or min(probed.width, probed.height) < 16:
        return say("Khung hình %(width)s × %(height)s không dùng được; lớn nhất là 4096 × 2304.", width=probed.width, height=probed.height)
    if probed.seconds is not None and probed.seconds > LONGEST_SECONDS:
        minutes, limit = math.ceil(probed.seconds / 60), LONGEST_SECONDS // 60
        return say("Video dài %(minutes)s phút; dài nhất là %(limit)s phút. Hãy cắt thành nhiều bài.", minutes=minutes, limit=limit)
    return None


def why_cut(read: float, promised: float) -> Message | None:
    """Why a film that was read through is not taken: it ended long before it should."""
    if read >= promised * READ_SHARE - 1:
        return None
    return say(
        "Video bị hỏng: chỉ đọc được %(read)s trên %(all)s giây. Hãy chép lại từ bản gốc rồi gửi lại.", read=int(read), all=int(promised)
    )


def targets(probed: Probed) -> list[Target]:
    """The renditions to make, lowest first, never larger than the film."""
    short = min(probed.width, probed.height)
    low = min(short, HEIGHTS[0])
    high = min(short, HEIGHTS[1])
    return [_target(probed, side) for side in ([low, high] if high >= low * WORTH else [low])]


def _target(probed: Probed, side: int) -> Target:
    scale = side / min(probed.width, probed.height)
    width, height = _even(probed.width * scale), _even(probed.height * scale)
    kbps = KBPS[HEIGHTS[0] if side <= HEIGHTS[0] * WORTH else HEIGHTS[1]]
    fits = (width, height) == (probed.width, probed.height) and 0 < probed.video_kbps <= kbps[0]
    return Target(f"{min(width, height)}p", width, height, *kbps, may_copy=probed.is_plain and fits)


def _even(pixels: float) -> int:
    return max(2, 2 * int(pixels / 2 + 1e-6))


def strip_for(seconds: float, width: int, height: int) -> Strip:
    """At most 100 thumbnails, 160 pixels on their long side, ten in a row."""
    every = max(1, math.ceil(seconds / 100))
    scale = 160 / max(width, height)
    count = max(1, math.ceil(seconds / every))
    return Strip(every, min(10, count), _even(width * scale), _even(height * scale), count)

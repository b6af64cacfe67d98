"""The spans of an episode: which minutes teach what. They may overlap; they lie within the video."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.words import Message, say
from video.rules.lengths import write_seconds

MOST_SPANS = 60


@dataclass(frozen=True)
class SpanDraft:
    """One line of the editor. Seconds from the beginning; `end_second` is the first one that no longer belongs to it."""

    start_second: int
    end_second: int
    title: str
    topic_id: int | None = None
    outcome_id: int | None = None


def span_problems(spans: Sequence[SpanDraft], duration_seconds: float | None) -> dict[tuple[int, str], Message]:
    """What cannot stand, by place and field. Without a duration (no video yet) any end will do."""
    last = math.ceil(duration_seconds) if duration_seconds is not None else None
    found: dict[tuple[int, str], Message] = {}
    for place, span in enumerate(spans):
        if span.end_second <= span.start_second:
            found[place, "end"] = say("Lúc hết phải sau lúc bắt đầu.")
        elif last is not None and span.end_second > last:
            found[place, "end"] = say("Video chỉ dài %(length)s.", length=write_seconds(last))
        if not span.title and span.topic_id is None and span.outcome_id is None:
            found[place, "title"] = say("Đặt tên đoạn, hoặc chọn chủ đề hay yêu cầu cần đạt.")
    return found

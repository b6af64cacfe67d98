"""A TV lesson from a second on."""

from __future__ import annotations

import re

from core.words import say
from lms.kinds import rich, shape
from lms.kinds.contract import BlockType, Data, Found, Known

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})")


class Video(BlockType):
    """data: {"episode_id", "start_second", "caption"}; a start may be typed as `1:25`."""

    code, icon = "video", "tv"
    label = say("Bài giảng truyền hình")
    hint = say("Một bài giảng, xem từ giây bạn chọn")

    def tidy(self, raw: object, known: Known) -> Data:
        return {
            "episode_id": shape.number(shape.at(raw, "episode_id")),
            "start_second": _second(shape.at(raw, "start_second")),
            "caption": rich.tidy_line(shape.at(raw, "caption")),
        }

    def check(self, data: Data, known: Known) -> Found:
        found: Found = [] if data["episode_id"] in known.episodes else [("episode_id", say("Hãy chọn một bài giảng đã phát hành."))]
        return found + rich.check_formulas("caption", data["caption"])

    def safe(self, data: Data, known: Known) -> Data:
        return {**data, "caption": rich.safe(data["caption"])}

    def words(self, data: Data, known: Known) -> str:
        return rich.words(data["caption"])

    def episode_ids(self, data: Data) -> tuple[int, ...]:
        return (data["episode_id"],) if data["episode_id"] is not None else ()


def _second(value: object) -> int:
    """Seconds from a number or from `h:mm:ss`; what cannot be read is the beginning."""
    clock = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if clock:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return min(hours * 3600 + minutes * 60 + seconds, 86_400)
    return min(shape.number(value) or 0, 86_400)

"""Where an exam stands now, read off its state and the clock, and the steps of its preparation."""

from __future__ import annotations

from datetime import datetime

from core.words import Message, say

STAGE_WORDS: dict[str, tuple[Message, str]] = {
    "draft": (say("Đang soạn"), "neutral"),
    "sealed": (say("Đã niêm phong"), "indigo"),
    "open": (say("Đang mở"), "jade"),
    "over": (say("Đang chấm"), "amber"),
    "released": (say("Đã công bố"), "jade"),
}
"""Stage -> (words, tone of its badge)."""

STEPS: tuple[tuple[str, Message], ...] = (
    ("details", say("Thông tin")),
    ("plan", say("Ma trận đề")),
    ("candidates", say("Thí sinh")),
    ("seal", say("Niêm phong đề")),
    ("sit", say("Thi")),
    ("mark", say("Chấm")),
    ("release", say("Công bố")),
)


def stage_of(state: str, opens_at: datetime, closes_at: datetime, now: datetime) -> str:
    """draft, sealed, open, over or released."""
    if state != "sealed":
        return state
    if now < opens_at:
        return "sealed"
    return "open" if now < closes_at else "over"


def steps_of(stage: str, *, has_plan: bool, has_candidates: bool) -> int:
    """The index in STEPS of the step that is next."""
    after_sealing = {"sealed": 4, "open": 4, "over": 5, "released": 7}
    if stage in after_sealing:
        return after_sealing[stage]
    if not has_plan:
        return 1
    return 3 if has_candidates else 2

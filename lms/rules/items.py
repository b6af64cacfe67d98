"""The kinds of thing that stand in an outline. A new kind is one entry here (and, when it is picked from a list, one picker)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from core.words import Message, say
from lms.rules.completion import RULES, Rule

MOST_ITEMS = 400
"""Of one course."""


class Source(StrEnum):
    """Where the target of a new item comes from: made in the course by its title, picked from a list, sent as a file, typed as an address."""

    MADE = "made"
    PICKED = "picked"
    SENT = "sent"
    TYPED = "typed"


@dataclass(frozen=True)
class Kind:
    """A kind of item. `rules`: what may complete it, the usual one first.

    It opens at `endpoint`, whose argument `argument` is the item's target; without an endpoint its own address is shown.
    """

    code: str
    label: Message
    about: Message
    icon: str
    source: Source
    rules: tuple[Rule, ...]
    endpoint: str = ""
    argument: str = ""
    in_course: bool = False
    """Whether the endpoint also takes the course's id."""
    what: Message | None = None
    """What is picked, above the picker."""
    for_pupils: bool = False
    """Whether only pupils may open that page; teachers are told where it leads."""
    sees: bool = True
    """Whether opening it is seeing it; a lesson tells by itself when its end was on the screen."""

    @property
    def has_threshold(self) -> bool:
        return any(RULES[rule].threshold is not None for rule in self.rules)


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "lesson", say("Bài học"), say("Trang đọc có chữ, công thức, hình và câu hỏi tự kiểm tra."), "book-open", Source.MADE,
            (Rule.VIEW, Rule.MARK, Rule.NONE), "lms.lessons.show", "lesson_id", in_course=True, sees=False,
            what=say("Dùng bài có sẵn hay tạo mới"),
        ),
        Kind(
            "episode", say("Bài giảng truyền hình"), say("Một bài giảng đã phát, xem lại có phụ đề."), "tv", Source.PICKED,
            (Rule.WATCH, Rule.VIEW, Rule.NONE), "video.watch.show", "episode_id", what=say("Bài giảng"),
        ),
        Kind(
            "review", say("Ôn luyện"), say("Luyện một chủ đề đến mức thành thạo."), "target", Source.PICKED,
            (Rule.PRACTISE, Rule.NONE), "review.topics.show", "topic_id", what=say("Chủ đề"), for_pupils=True,
        ),
        Kind(
            "exam", say("Kỳ thi"), say("Bài kiểm tra có đồng hồ mà lớp là thí sinh."), "clipboard-check", Source.PICKED,
            (Rule.SUBMIT, Rule.SCORE, Rule.NONE), "exams.sitting.check", "exam_id", what=say("Kỳ thi"), for_pupils=True,
        ),
        Kind(
            "assignment", say("Bài tập"), say("Học sinh nộp bài làm, giáo viên chấm và nhận xét."), "pen-line", Source.MADE,
            (Rule.SUBMIT, Rule.SCORE, Rule.NONE), "lms.assignments.show", "assignment_id", in_course=True,
            what=say("Dùng bài có sẵn hay tạo mới"),
        ),
        Kind(
            "file", say("Tệp"), say("Phiếu học tập, đề cương, bảng tính để tải về."), "file-text", Source.SENT,
            (Rule.VIEW, Rule.MARK, Rule.NONE), "lms.files.show", "file_id", in_course=True,
        ),
        Kind("link", say("Liên kết"), say("Một trang ở nơi khác."), "link", Source.TYPED, (Rule.VIEW, Rule.MARK, Rule.NONE)),
        Kind("meeting", say("Lớp học trực tuyến"), say("Buổi gặp qua video, có giờ bắt đầu."), "video", Source.TYPED, (Rule.VIEW, Rule.MARK, Rule.NONE)),
    )
}  # fmt: skip


def kind_of(code: str) -> Kind | None:
    """The kind of that code."""
    return KINDS.get(code)


def is_secure_address(url: str) -> bool:
    """Whether `url` is an https address with a host and without a name and password in it."""
    try:
        parts = urlsplit(url.strip())
        return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def meeting_start(detail: Mapping[str, Any]) -> datetime | None:
    """When a meeting begins: `detail` is `{"starts_at": an ISO instant, "minutes": its length}`."""
    written = detail.get("starts_at")
    return datetime.fromisoformat(written) if isinstance(written, str) else None

"""What can go wrong with a film."""

from __future__ import annotations

from core.words import Message


class Unusable(Exception):
    """The file cannot become a lesson, and trying again would not help. `detail` is for staff: ffmpeg's own words."""

    def __init__(self, message: Message, detail: str = "") -> None:
        self.message, self.detail = message, detail
        super().__init__(str(message))

"""What can be refused in exams beyond the common errors."""

from __future__ import annotations

from core.errors import Conflict
from core.words import Message


class SittingRefused(Conflict):
    """The page asked for what the sitting's state does not allow. `code` is for the page's script, `facts` are JSON values it needs."""

    def __init__(self, code: str, message: Message, **facts: object) -> None:
        super().__init__(message)
        self.code = code
        self.facts = facts

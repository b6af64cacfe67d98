"""When work on an assignment is taken, and which files."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from core.words import Message, say

MOST_FILE_BYTES = 20_000_000
LONGEST_TEXT = 20_000
SUFFIXES = frozenset(
    "pdf doc docx odt rtf txt md xls xlsx ods csv ppt pptx odp png jpg jpeg webp gif heic mp3 m4a mp4 zip py ipynb c cpp java pas html css js "
    "sql sb3 accdb ggb".split()
)
"""What pupils hand in. A name of any other kind is refused, so that no programme is passed on as homework."""


class Standing(StrEnum):
    """Whether work is taken now: in time, late, or no more."""

    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


def standing_at(now: datetime, due_at: datetime | None, closes_at: datetime | None) -> Standing:
    """Work at the very second of the deadline is in time."""
    if closes_at is not None and now > closes_at:
        return Standing.CLOSED
    return Standing.LATE if due_at is not None and now > due_at else Standing.OPEN


def refuse_file(name: str) -> Message | None:
    """Why a file of that name is not taken."""
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if suffix in SUFFIXES:
        return None
    return say("Không nhận tệp “%(name)s”. Hãy nộp văn bản, bảng tính, trình chiếu, ảnh, PDF, mã nguồn hoặc tệp zip.", name=name[-80:])

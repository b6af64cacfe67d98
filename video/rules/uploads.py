"""Which files are taken, and in what pieces. Sizes in bytes."""

from __future__ import annotations

from datetime import timedelta

from core.words import Message, say

PIECE_BYTES = 8 * 1024 * 1024
"""The largest piece: what a break costs at most, and what a request holds in memory."""
SMALLEST_PIECE = 512 * 1024
"""Smaller ones only at the end of a file: their names are kept in one row."""
FORGOTTEN_AFTER = timedelta(days=7)
ROOM = 3
"""The disk must have room for the pieces, the whole, and what is made of it."""


def name_kept(filename: str) -> str:
    """A file's name as its owner knows it, without the folders before it."""
    return filename.replace("\\", "/").rpartition("/")[2].strip()[-200:]


def why_refused(name: str, size: int, largest: int, free: int | None) -> Message | None:
    """Why a file is not taken; None when it is. `free` is what the disk has left, None when nobody knows."""
    if not name or size <= 0:
        return say("Tệp này rỗng. Hãy chọn tệp video.")
    if size > largest:
        return say("Tệp lớn hơn %(limit)s GB. Hãy nén lại hoặc cắt thành nhiều bài.", limit=f"{largest / 1e9:.3g}".replace(".", ","))
    if free is not None and free < ROOM * size:
        return say("Máy chủ không còn đủ chỗ cho tệp này. Hãy báo người quản trị.")
    return None

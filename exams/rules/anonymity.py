"""What a marker calls an answer, so that nobody's name or number is needed to talk about it."""

from __future__ import annotations

import hashlib


def code_of(mark_id: int) -> str:
    """Four letters and digits that tell nothing of who gave the answer; the same for every marker, by chance shared by two in 65,536."""
    return hashlib.sha256(f"khoabang mark {mark_id}".encode()).hexdigest()[:4].upper()

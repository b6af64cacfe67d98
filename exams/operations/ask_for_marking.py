"""Asking for a sitting to be marked, once, when nothing that counts can still arrive."""

from __future__ import annotations

from datetime import datetime

from core.jobs.api import enqueue


def ask_for_marking(sitting_id: int, not_before: datetime) -> None:
    """Enqueue the marking job; asking again changes nothing."""
    asked = enqueue("exams.mark_sitting", {"sitting_id": sitting_id}, key=f"exams.mark_sitting:{sitting_id}")
    asked.run_at = max(asked.run_at, not_before)

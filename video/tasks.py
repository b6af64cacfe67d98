"""What the worker does for TV lessons."""

from __future__ import annotations

from typing import Any

from core.jobs.api import Progress, job
from video.operations.index_episode import index_programme


@job("video.index_programme")
def index_one_programme(arguments: dict[str, Any], progress: Progress) -> None:
    """Let the episodes of a programme be found by what they are now."""
    index_programme(arguments["programme_id"])

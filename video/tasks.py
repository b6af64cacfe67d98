"""What the worker does for TV lessons."""

from __future__ import annotations

from typing import Any

from core import storage
from core.jobs.api import Progress, job, routine
from video.operations.add_media import TRANSCODE
from video.operations.discard_media import FORGET_FILES
from video.operations.forget_uploads import forget_uploads
from video.operations.index_episode import index_programme
from video.operations.transcode import transcode


@job("video.index_programme")
def index_one_programme(arguments: dict[str, Any], progress: Progress) -> None:
    """Let the episodes of a programme be found by what they are now."""
    index_programme(arguments["programme_id"])


@job(TRANSCODE, lane="slow")
def make_film(arguments: dict[str, Any], progress: Progress) -> dict[str, Any] | None:
    """Make an uploaded film watchable."""
    return transcode(arguments["media"], arguments["folder"], progress)


@job(FORGET_FILES, lane="slow")
def delete_files(arguments: dict[str, Any], progress: Progress) -> None:
    """Delete what nothing in the database names any more; hundreds of files may be far away."""
    for name in arguments["folders"]:
        storage.delete(name)


@routine("video.forget_uploads", seconds=3600)
def forget_old() -> None:
    """Uploads that were begun and left."""
    forget_uploads()

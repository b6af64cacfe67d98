"""Let go of a film that no episode shows any more, and of its files."""

from __future__ import annotations

from core.db import session
from core.jobs.api import enqueue
from video.models import Media
from video.rules.media_names import media_folder

FORGET_FILES = "video.forget_files"


def discard_media(media: Media) -> None:
    """The row is gone with this transaction, the files after it. A job that works on it notices and ends."""
    forget_files(media_folder(media.folder), media.stored)
    session.delete(media)
    session.flush()


def forget_files(*folders: str) -> None:
    """Have everything below these folders (or the files of these names) deleted when this transaction stands."""
    enqueue(FORGET_FILES, {"folders": list(folders)})

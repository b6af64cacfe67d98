"""Forget uploads that nobody has touched for a week."""

from __future__ import annotations

from sqlalchemy import select

from core import clock
from core.db import session
from video.models import Media, Upload
from video.operations.upload_film import forget_upload
from video.rules.media_names import upload_folder
from video.rules.uploads import FORGOTTEN_AFTER


def forget_uploads() -> int:
    """Those begun and left, with their pieces, and the records of those that arrived. How many there were."""
    old = session.scalars(select(Upload).where(Upload.touched_at < clock.now() - FORGOTTEN_AFTER).limit(100)).all()
    for upload in old:
        if upload.finished_at is None:
            forget_upload(upload)
        elif session.scalar(select(Media.id).where(Media.stored == upload_folder(upload.id))) is None:
            session.delete(upload)  # the worker has put it together; until then its row knows the order of its pieces
    return len(old)

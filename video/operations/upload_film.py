"""Take in a film piece by piece, so that a break costs one piece and not the film."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from core import clock, storage
from core.actor import Actor
from core.db import session
from core.errors import Invalid, NotFound
from core.words import say
from video.models import Episode, Media, Upload
from video.operations.add_media import add_media
from video.operations.discard_media import forget_files
from video.rules.media_names import upload_folder
from video.rules.uploads import PIECE_BYTES, SMALLEST_PIECE, name_kept, why_refused


class WrongOffset(Exception):
    """A piece came that does not follow what has been kept; `received` is where to go on."""

    def __init__(self, received: int) -> None:
        self.received = received
        super().__init__(str(received))


def start_upload(actor: Actor, episode: Episode, filename: str, size: int, largest: int) -> Upload:
    """Begin to send a file of `size` bytes, or go on with the one begun: a person has one open upload for an episode.

    Another name or size is another file, and what was begun before is forgotten. Raises Invalid for a size that is not taken.
    """
    session.execute(select(Episode.id).where(Episode.id == episode.id).with_for_update())  # two tabs begin one upload
    name = name_kept(filename)
    open_one = (Upload.episode_id == episode.id, Upload.person_id == actor.person_id, Upload.finished_at.is_(None))
    for begun in session.scalars(select(Upload).where(*open_one)).all():
        if (begun.filename, begun.size) == (name, size):
            begun.touched_at = clock.now()
            return begun
        forget_upload(begun)
    refused = why_refused(name, size, largest, storage.free_bytes())
    if refused is not None:
        raise Invalid(refused)
    now = clock.now()
    upload = Upload(
        id=secrets.token_hex(16), episode_id=episode.id, person_id=actor.person_id, filename=name, size=size, created_at=now, touched_at=now
    )
    session.add(upload)
    session.flush()
    return upload


def keep_piece(upload_id: str, data: bytes, left: int) -> str:
    """Put a piece into the store before it is counted; one that never is goes with the upload's folder. `left`: bytes still missing."""
    if len(data) > PIECE_BYTES or (len(data) < SMALLEST_PIECE and len(data) < left):
        raise Invalid(say("Mảnh tệp có kích thước không đúng."))
    name = secrets.token_hex(5)
    storage.put_parts(f"{upload_folder(upload_id)}/{name}", [data])
    return name


def count_piece(actor: Actor, upload_id: str, offset: int, name: str, size: int) -> Upload:
    """Count the kept piece `name` of `size` bytes in; with the last one the film goes to the worker. WrongOffset when another was quicker."""
    upload = session.get(Upload, upload_id, with_for_update=True, populate_existing=True)
    if upload is None:
        raise NotFound
    if upload.received != offset or upload.received + size > upload.size:
        raise WrongOffset(upload.received)
    upload.pieces, upload.received, upload.touched_at = [*upload.pieces, name], offset + size, clock.now()
    if upload.received == upload.size:
        upload.finished_at = clock.now()
        _hand_over(actor, upload)
    return upload


def _hand_over(actor: Actor, upload: Upload) -> Media:
    episode = session.get_one(Episode, upload.episode_id, with_for_update=True)
    return add_media(actor, episode, upload.filename, upload.size, upload_folder(upload.id))


def forget_upload(upload: Upload) -> None:
    """Give up what was begun; its pieces are deleted when this transaction stands."""
    forget_files(upload_folder(upload.id))
    session.delete(upload)
    session.flush()

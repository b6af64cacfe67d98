"""Keep a picture, named by its content."""

from __future__ import annotations

from sqlalchemy import select

from core import audit, clock, storage
from core.actor import Actor
from core.db import session
from core.errors import Invalid, TooLarge
from core.words import say
from question_bank.models import Media
from question_bank.rules import pictures


def add_media(actor: Actor, data: bytes) -> str:
    """The picture's name, for `media:NAME`; the same picture twice is kept once. Invalid for what is no picture, TooLarge for a huge one."""
    if len(data) > pictures.LARGEST:
        raise TooLarge(say("Ảnh lớn hơn %(limit)s MB. Hãy thu nhỏ ảnh rồi thử lại.", limit=pictures.LARGEST // 1_000_000))
    kind, name = pictures.picture_kind(data), pictures.kept_name(data)
    if kind is None or name is None:
        raise Invalid(say("Chỉ nhận ảnh PNG, JPEG, GIF hoặc WebP."))
    if session.scalar(select(Media.id).where(Media.name == name)) is None:
        kept = Media(
            name=name, stored=storage.put("media", data), mime=kind[0], size=len(data),
            created_by=actor.person_id, created_at=clock.now(),
        )  # fmt: skip
        session.add(kept)
        session.flush()
        audit.record(actor, "question_bank.media_added", f"media:{name}", size=len(data), mime=kind[0])
    return name

"""Pictures by their name."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from core import storage
from core.db import session
from core.errors import NotFound
from question_bank.models import Media


def media_bytes(name: str) -> tuple[bytes, str]:
    """The picture's bytes and MIME type; NotFound when there is none of that name."""
    found = session.scalar(select(Media).where(Media.name == name))
    if found is None:
        raise NotFound
    return storage.get(found.stored), found.mime


def known_media(names: Iterable[str]) -> set[str]:
    """Which of `names` there are pictures for."""
    return set(session.scalars(select(Media.name).where(Media.name.in_(set(names)))))


def sizes_of(names: Iterable[str]) -> dict[str, int]:
    """The bytes of each of those pictures that there is, by name."""
    found = select(Media.name, Media.size).where(Media.name.in_(set(names)))
    return {name: size for name, size in session.execute(found)}


def media_files(names: Iterable[str]) -> dict[str, bytes]:
    """The bytes of each of those pictures that there is, by name; one query."""
    found = select(Media.name, Media.stored).where(Media.name.in_(set(names)))
    return {name: storage.get(stored) for name, stored in session.execute(found)}

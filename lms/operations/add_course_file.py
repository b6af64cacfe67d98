"""Keep a file or a picture of a course."""

from __future__ import annotations

import mimetypes
import re

from sqlalchemy import select

from core import audit, clock, storage
from core.actor import Actor
from core.db import session
from core.errors import Invalid, TooLarge
from core.words import say
from lms.models import CourseFile
from lms.rules import pictures

LARGEST = 30_000_000
"""Bytes of a file; a picture is held to `pictures.LARGEST`."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\ud800-\udfff]+')


def add_course_file(actor: Actor, course_id: int, name: str, data: bytes) -> CourseFile:
    """The course's file with these bytes; the same file twice is kept once, by its first name. Callers check the policy.

    What the bytes say is a picture gets its type and size in pixels; the type of anything else is only a hint from its name.
    """
    if len(data) > LARGEST:
        raise TooLarge(say("Tệp lớn hơn %(limit)s MB. Hãy chia nhỏ tệp rồi thử lại.", limit=LARGEST // 1_000_000))
    picture = pictures.picture_in(data)
    stored = storage.put("course", data)
    kept = session.scalar(select(CourseFile).where(CourseFile.course_id == course_id, CourseFile.stored == stored))
    if kept is not None:
        return kept
    tidy = _tidy(name)
    file = CourseFile(
        course_id=course_id, name=tidy, stored=stored, size=len(data), created_by=actor.person_id, created_at=clock.now(),
        mime=picture.mime if picture else mimetypes.guess_type(tidy)[0] or "application/octet-stream",
        width=picture.width if picture else None, height=picture.height if picture else None,
    )  # fmt: skip
    session.add(file)
    session.flush()
    audit.record(actor, "lms.file_added", f"course:{course_id}", file=file.id, name=tidy, size=len(data))
    return file


def add_course_picture(actor: Actor, course_id: int, name: str, data: bytes) -> CourseFile:
    """The same for what must be a picture: Invalid for anything else, TooLarge beyond what a page should carry."""
    if len(data) > pictures.LARGEST:
        raise TooLarge(say("Ảnh lớn hơn %(limit)s MB. Hãy thu nhỏ ảnh rồi thử lại.", limit=pictures.LARGEST // 1_000_000))
    if pictures.picture_in(data) is None:
        raise Invalid(say("Chỉ nhận ảnh PNG, JPEG, GIF hoặc WebP, mỗi cạnh không quá 10.000 điểm ảnh."))
    return add_course_file(actor, course_id, name, data)


def _tidy(name: str) -> str:
    """A name that can stand in an address and in a download, its ending kept."""
    return _UNSAFE.sub("-", name).strip(" .-")[-200:] or "tep"

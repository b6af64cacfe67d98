"""What people were told, and who is to have a letter about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from accounts.models import Notification, Person
from core.db import session
from core.errors import NotFound
from core.words import Message, unpack

NEWS = timedelta(days=30)
"""What waited longer is no news for a letter."""
MOST_IN_LETTER = 20


@dataclass(frozen=True)
class Notice:
    """A notification as it is shown."""

    id: int
    kind: str
    message: Message
    created_at: datetime
    is_read: bool


@dataclass(frozen=True)
class Digest:
    """A letter to be written: the newest of what a person has not read nor been written about, and how many there are in all."""

    person_id: int
    full_name: str
    email: str
    language: str
    notices: list[Notice]
    total: int


def notices_of(person_id: int) -> Select[Notification]:
    """Everything a person was told, newest first; read each with `notice_of`."""
    return select(Notification).where(Notification.person_id == person_id).order_by(Notification.id.desc())


def notice_of(row: Notification) -> Notice:
    message = unpack({"msgid": row.message, "params": row.arguments})
    return Notice(row.id, row.kind, message, row.created_at, row.read_at is not None)


def notification_row(person_id: int, notification_id: int) -> Notification:
    """One of the person's own; NotFound for anybody else's."""
    found = session.get(Notification, notification_id)
    if found is None or found.person_id != person_id:
        raise NotFound
    return found


def due_digests(before: Iterable[tuple[str, datetime]], now: datetime, limit: int) -> list[Digest]:
    """At most `limit` letters: for each digest (`daily`), those whose last letter left before the instant beside it."""
    waiting = [and_(Person.digest == digest, or_(Person.digested_at.is_(None), Person.digested_at < instant)) for digest, instant in before]
    if not waiting:
        return []
    news = select(Notification.person_id).join(Person, Notification.person_id == Person.id).where(*_untold(now), or_(*waiting))
    due = select(Person).where(Person.id.in_(news.where(Person.is_active, Person.email != ""))).order_by(Person.id).limit(limit)
    return [_digest(person, now) for person in session.scalars(due)]


def _digest(person: Person, now: datetime) -> Digest:
    found = select(Notification).join(Person, Notification.person_id == Person.id).where(Person.id == person.id, *_untold(now))
    newest = session.scalars(found.order_by(Notification.id.desc()).limit(MOST_IN_LETTER))
    total = session.execute(found.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one()
    return Digest(person.id, person.full_name, person.email, person.language, [notice_of(row) for row in newest], total)


def _untold(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Not read, and after the person's last letter."""
    since = or_(Person.digested_at.is_(None), Notification.created_at > Person.digested_at)
    return (Notification.read_at.is_(None), Notification.created_at > now - NEWS, since)

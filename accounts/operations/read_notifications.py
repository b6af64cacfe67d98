"""Note what a person has read. The person's row is held meanwhile, so that the number on the bell stays true."""

from __future__ import annotations

from sqlalchemy import select, update

from accounts.models import Notification, Person
from accounts.queries.notifications import notification_row
from core import clock
from core.db import session


def read_notification(person_id: int, notification_id: int) -> str:
    """Mark one of the person's own as read; returns where it leads. NotFound for anybody else's."""
    person = _hold(person_id)
    found = notification_row(person_id, notification_id)
    if found.read_at is None:
        found.read_at = clock.now()
        person.unread_count = max(0, person.unread_count - 1)
    return found.url


def read_all_notifications(person_id: int) -> None:
    """Mark everything the person was told as read."""
    person = _hold(person_id)
    unread = update(Notification).where(Notification.person_id == person_id, Notification.read_at.is_(None))
    session.execute(unread.values(read_at=clock.now()))
    person.unread_count = 0


def _hold(person_id: int) -> Person:
    return session.scalars(select(Person).where(Person.id == person_id).with_for_update().execution_options(populate_existing=True)).one()

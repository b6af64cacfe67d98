"""Tell people something, in the transaction of the act they are told of."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import insert, select, update

from accounts.models import Notification, Person
from core import clock
from core.db import session
from core.http.addresses import local_target
from core.words import Message, pack


def notify(person_ids: Iterable[int], kind: str, message: Message, url: str) -> None:
    """One notification for each active person among `person_ids`; nobody gets the same one twice by being named twice.

    `message` is what `say(...)` gives, translated when it is read; `url` is a path on this site.
    """
    if not url or local_target(url, "") != url:
        raise ValueError(f"not a path on this site: {url}")
    told = _held(person_ids)
    if not told:
        return
    shared = {"kind": kind, "message": message.msgid, "arguments": pack(message)["params"], "url": url, "created_at": clock.now()}
    session.execute(insert(Notification), [{"person_id": number, **shared} for number in told])
    counted = update(Person).where(Person.id.in_(told)).values(unread_count=Person.unread_count + 1)
    session.execute(counted, execution_options={"synchronize_session": "fetch"})


def _held(person_ids: Iterable[int]) -> list[int]:
    """The active ones, held in one order, so that two rounds of news to the same class cannot wait for each other."""
    found = select(Person.id).where(Person.id.in_(set(person_ids)), Person.is_active).order_by(Person.id).with_for_update()
    return list(session.scalars(found))

"""Holding a person, so that what they may have only one of is made once."""

from __future__ import annotations

from sqlalchemy import select

from accounts.models import Person
from core.db import session


def hold_person(person_id: int) -> None:
    """Hold the person's row until the transaction ends. Rows that only point at them are still written meanwhile."""
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))

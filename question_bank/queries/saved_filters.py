"""The filters that a person keeps of a bank."""

from __future__ import annotations

from sqlalchemy import select

from core.db import session
from core.errors import NotFound
from question_bank.models import SavedFilter


def filters_of(person_id: int | None, bank_id: int) -> list[SavedFilter]:
    """A person's own, by name."""
    own = select(SavedFilter).where(SavedFilter.person_id == person_id, SavedFilter.bank_id == bank_id)
    return sorted(session.scalars(own), key=lambda each: each.name.casefold())


def default_of(person_id: int | None, bank_id: int) -> str:
    """The query of the one that opens with the bank, "" without one."""
    own = select(SavedFilter.query).where(SavedFilter.person_id == person_id, SavedFilter.bank_id == bank_id, SavedFilter.is_default)
    return session.scalar(own.limit(1)) or ""


def own_filter(person_id: int | None, filter_id: int) -> SavedFilter:
    """A filter of that person; NotFound when it is another's."""
    found = session.get(SavedFilter, filter_id)
    if found is None or found.person_id != person_id:
        raise NotFound
    return found

"""A person's own filters of a bank. Not on record: they change nothing that others see."""

from __future__ import annotations

from sqlalchemy import update

from core import clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.folding import tidy
from core.words import say
from question_bank.models import SavedFilter
from question_bank.queries.saved_filters import filters_of
from question_bank.rules.filter import Filter

LONGEST_NAME = 80
LONGEST_QUERY = 1_000
MOST = 30


def keep_filter(actor: Actor, bank_id: int, name: str, wanted: Filter) -> SavedFilter:
    """Keep it under a name; one of that name is replaced. Invalid for no name, nothing asked, or too many."""
    name, own = tidy(name)[:LONGEST_NAME], filters_of(actor.person_id, bank_id)
    if not name:
        raise Invalid(fields={"name": say("Hãy đặt tên cho bộ lọc.")})
    if not wanted.said or len(wanted.query) > LONGEST_QUERY:
        raise Invalid(fields={"name": say("Bộ lọc này không lưu được: hãy lọc theo ít nhất một điều, bằng ít chữ hơn.")})
    kept = next((each for each in own if each.name == name), None)
    if kept is None and len(own) >= MOST:
        raise Invalid(fields={"name": say("Mỗi ngân hàng lưu được nhiều nhất %(n)d bộ lọc. Hãy xóa bớt.", n=MOST)})
    if kept is None:
        kept = SavedFilter(person_id=actor.person_id, bank_id=bank_id, name=name, created_at=clock.now(), is_default=False)
        session.add(kept)
    kept.query = wanted.query
    session.flush()
    return kept


def set_default(kept: SavedFilter, *, is_default: bool) -> None:
    """Let the bank open with it, and with no other."""
    others = update(SavedFilter).where(SavedFilter.person_id == kept.person_id, SavedFilter.bank_id == kept.bank_id)
    session.execute(others.values(is_default=False))
    kept.is_default = is_default
    session.flush()


def remove_filter(kept: SavedFilter) -> None:
    """It is gone; the address of its page still works."""
    session.delete(kept)
    session.flush()

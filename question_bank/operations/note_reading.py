"""Remember who has had a question and its key before them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import literal, select
from sqlalchemy.dialects import postgresql, sqlite

from core import clock
from core.actor import Actor
from core.db import session
from question_bank.models import Door, Question, Reader

_COLUMNS = ("question_id", "person_id", "door", "first_at", "last_at", "times")


def note_reading(actor: Actor, question_ids: Iterable[int], door: Door) -> None:
    """The actor met these questions through `door`, now; one statement for all. What no person does leaves no trace."""
    if actor.person_id is None:
        return
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    now = literal(clock.now(), Reader.last_at.type)
    met = select(Question.id, literal(actor.person_id), literal(str(door)), now, now, literal(1))
    met = met.where(Question.id.in_(set(question_ids))).order_by(Question.id)  # in one order: two readers do not wait for each other
    noted = insert(Reader).from_select(_COLUMNS, met)
    again = {"last_at": noted.excluded.last_at, "times": Reader.times + 1}
    session.execute(noted.on_conflict_do_update(index_elements=["question_id", "person_id", "door"], set_=again))

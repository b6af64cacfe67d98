"""Remember who has had a question and its key before them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from core import clock
from core.actor import Actor
from core.db import session
from question_bank.models import Door, Question, Reader

_COLUMNS = ("question_id", "person_id", "door", "first_at", "last_at", "times")


Ids = Iterable[int] | Select[int]
"""The ids of questions, or what selects them."""


def note_reading(actor: Actor, question_ids: Ids, door: Door) -> None:
    """The actor met these questions through `door`, now; one statement for all. What no person does leaves no trace."""
    if actor.person_id is not None:
        note_reader(actor.person_id, question_ids, door)


def note_reader(person_id: int, question_ids: Ids, door: Door) -> None:
    """As `note_reading`, of a person who is not there any more."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    now = literal(clock.now(), Reader.last_at.type)
    met = select(Question.id, literal(person_id), literal(str(door)), now, now, literal(1))
    met = met.where(Question.id.in_(question_ids if isinstance(question_ids, Select) else set(question_ids))).order_by(
        Question.id
    )  # in one order: two readers do not wait for each other
    noted = insert(Reader).from_select(_COLUMNS, met)
    again = {"last_at": noted.excluded.last_at, "times": Reader.times + 1}
    session.execute(noted.on_conflict_do_update(index_elements=["question_id", "person_id", "door"], set_=again))

"""Entering marks: many cells at once, each kept or refused by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.words import Message, say
from lms import policies
from lms.models import GradeMark
from lms.queries.gradebook import cell_of, columns_of, mark_rows, pupil_ids
from lms.rules.course import CourseView
from lms.rules.gradebook import Cell, read_cell, refusal

MOST_CHANGES = 5_000


@dataclass(frozen=True)
class Change:
    """A cell as it was seen (`was`) and as it was typed (`text`)."""

    column_id: int
    person_id: int
    was: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """What became of a change: `text` stands in the cell now; `reason` when the change was refused."""

    change: Change
    text: str
    reason: Message | None = None


def enter_marks(actor: Actor, course: CourseView, changes: Sequence[Change]) -> list[Outcome]:
    """Write what is new. A cell that somebody changed meanwhile is refused and shown as it is; nobody's mark is overwritten unseen."""
    policies.require_work(actor, course)
    columns = {column.id for column in columns_of([course.id]).get(course.id, [])}
    people = pupil_ids(course.id)
    asked = [change for change in changes[:MOST_CHANGES] if change.column_id in columns and change.person_id in people]
    rows = mark_rows({change.column_id for change in asked}, {change.person_id for change in asked})
    outcomes = [_enter(actor, course, change, rows.get((change.column_id, change.person_id))) for change in asked]
    written = [outcome for outcome in outcomes if outcome.reason is None and outcome.text != outcome.change.was]
    if written:
        detail = [[it.change.column_id, it.change.person_id, it.change.was, it.text] for it in written]
        audit.record(actor, "lms.marks_entered", f"course:{course.id}", changes=detail)
    session.flush()
    return outcomes


def _enter(actor: Actor, course: CourseView, change: Change, row: GradeMark | None) -> Outcome:
    stands = cell_of(row)
    try:
        typed = read_cell(change.text, course.assessment)
    except ValueError:
        return Outcome(change, change.text, refusal(course.assessment))
    if typed.text == stands.text:
        return Outcome(change, stands.text)
    if change.was != stands.text:
        return Outcome(change, stands.text, say("Ô này vừa được người khác sửa thành “%(text)s”.", text=stands.text or "–"))
    if typed.text:
        _write(actor, change, row, typed)
    elif row is not None:
        session.delete(row)
    return Outcome(change, typed.text)


def _write(actor: Actor, change: Change, row: GradeMark | None, typed: Cell) -> None:
    if row is None:
        row = GradeMark(column_id=change.column_id, person_id=change.person_id)
        session.add(row)
    row.value, row.passed, row.is_absent, row.is_manual = typed.value, typed.passed, typed.is_absent, True
    row.entered_by, row.entered_at = actor.person_id, clock.now()

"""JSON of courses: marks entered cell by cell, the outline put in order by hand."""

from __future__ import annotations

from typing import Any

from flask import get_template_attribute, jsonify, request
from flask.typing import ResponseReturnValue

from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from lms.operations.arrange_outline import arrange_outline
from lms.operations.enter_marks import Change, Outcome, enter_marks
from lms.queries import gradebook as grades
from lms.queries.courses import CourseView, course_for
from lms.rules.gradebook import read_cell, year_of
from lms.rules.order import Order
from lms.schemas import MarkOutcome, MarksReply, OrderReply

MOST_CHANGES = 500
_NUMBERS = 2**31


def save_marks(course_id: int) -> ResponseReturnValue:
    """Keep what can be kept of `{"changes": [{"column", "person", "was", "text"}]}` and say what became of each."""
    course = course_for(current_actor(), course_id, edit=True)
    outcomes = enter_marks(current_actor(), course, _changes(request.get_json(silent=True)))
    shown = [
        MarkOutcome(
            column=it.change.column_id, person=it.change.person_id, stands=_stands(it, course.assessment),
            reason=translate(it.reason) if it.reason else None,
        )
        for it in outcomes
    ]  # fmt: skip
    averages = _averages(course, {it.change.person_id for it in outcomes if it.reason is None})
    return jsonify(MarksReply(outcomes=shown, averages=averages).model_dump(mode="json"))


def arrange(course_id: int) -> ResponseReturnValue:
    """Put the outline in the order of `{"sections": [{"id", "items": [ids]}], "seen": mark}`. Conflict says that somebody was quicker."""
    actor, body = current_actor(), request.get_json(silent=True)
    course = course_for(actor, course_id, edit=True)
    seen = body.get("seen") if isinstance(body, dict) else None
    if not isinstance(seen, str):
        raise Invalid
    return jsonify(OrderReply(seen=arrange_outline(actor, course, _order(body), seen=seen)).model_dump(mode="json"))


def _order(body: Any) -> Order:
    """The order sent; Invalid when the body is not what our page sends."""
    sections = body.get("sections")
    if not isinstance(sections, list) or not all(isinstance(entry, dict) and isinstance(entry.get("items"), list) for entry in sections):
        raise Invalid
    order = [(entry.get("id"), entry["items"]) for entry in sections]
    if not all(type(number) is int for section, items in order for number in (section, *items)):
        raise Invalid
    return order


def _changes(body: Any) -> list[Change]:
    """The changes sent; Invalid when the body is not what our page sends."""
    sent = body.get("changes") if isinstance(body, dict) else None
    if not isinstance(sent, list) or not 0 < len(sent) <= MOST_CHANGES:
        raise Invalid
    return [_change(entry) for entry in sent]


def _change(entry: Any) -> Change:
    if not isinstance(entry, dict):
        raise Invalid
    column, person, was, text = (entry.get(name) for name in ("column", "person", "was", "text"))
    numbers = all(type(number) is int and 0 < number < _NUMBERS for number in (column, person))
    if not (numbers and isinstance(was, str) and isinstance(text, str)):
        raise Invalid
    return Change(int(str(column)), int(str(person)), was[:20], text[:20])


def _stands(outcome: Outcome, assessment: str) -> str | None:
    """What the gradebook holds, when it is known: a text that is no mark was never there."""
    try:
        return read_cell(outcome.text, assessment).text
    except ValueError:
        return None


def _averages(course: CourseView, people: set[int]) -> dict[int, str]:
    columns = grades.columns_of([course.id]).get(course.id, [])
    cells = grades.cells_of([column.id for column in columns], people)
    term = request.args.get("term", 1, type=int)
    years = {person: year_of(columns, cells.get(person, {}), course.regular_marks) for person in people}
    shown = get_template_attribute("lms/gradebook/_grade.html", "grade_shown")
    return {person: shown(year.of(term if term in (1, 2) else 1)) for person, year in years.items()}

"""How far the pupils of a course are: pupils by items."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core import clock
from core.http.identity import current_actor
from core.http.paging import page_of_list
from lms.queries.courses import course_for
from lms.queries.outline import outline_of
from lms.queries.people import Pupil, groups_of_course, pupils_of
from lms.queries.progress import Cell, cells, course_progress, late_counts
from lms.rules.outline import OutlineItem
from lms.views.frame import frame_of

PER_PAGE = 30
Square = tuple[str, int]
"""How a pupil stands with an item: done, late, begun or new; and the percent so far of what is begun."""


def show(course_id: int) -> ResponseReturnValue:
    actor, now = current_actor(), clock.now()
    course = course_for(actor, course_id, edit=True)
    group_id, behind = request.args.get("group", type=int), request.args.get("behind") == "1"
    due, done = late_counts(course_id, now)
    pupils = pupils_of(course_id, group_id)
    late = {pupil.person.id: due - done.get(pupil.person.id, 0) for pupil in pupils}
    shown: list[Pupil] = [pupil for pupil in pupils if late[pupil.person.id] > 0] if behind else pupils
    page = page_of_list(shown, per_page=PER_PAGE)
    ids = [pupil.person.id for pupil in page.items]
    items = [item for item in outline_of(course_id).items if item.counts]
    return render_template(
        "lms/progress/show.html", course=course, frame=frame_of(actor, course), page=page, late=late, items=items,
        grid=_grid(ids, items, cells(course_id, ids), now), groups=groups_of_course(course_id), group_id=group_id,
        behind=behind, behind_count=sum(1 for count in late.values() if count > 0), total=len(pupils),
        progress={person_id: found for (person_id, _), found in course_progress(ids, [course_id]).items()},
    )  # fmt: skip


def _grid(person_ids: list[int], items: list[OutlineItem], known: Mapping[tuple[int, int], Cell], now: datetime) -> dict[int, list[Square]]:
    """The squares of each pupil, an item each: thousands on a page, so its template only picks among a few."""
    closed = [(item.id, item.due_at is not None and item.due_at < now) for item in items]
    return {person: [_square(known.get((person, item)), is_late) for item, is_late in closed] for person in person_ids}


def _square(cell: Cell | None, is_late: bool) -> Square:
    if cell is not None and cell.is_done:
        return "done", 0
    if is_late:
        return "late", 0
    return ("begun", cell.percent) if cell is not None else ("new", 0)

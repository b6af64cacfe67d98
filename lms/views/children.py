"""What parents see of their children: progress, grades, what is due, exams, practice. Nothing of anybody else's."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core import clock
from core.errors import NotFound
from core.http.identity import current_actor
from exams import api as exams
from lms import policies
from lms.queries.agenda import agenda_of
from lms.queries.gradebook import record_of
from lms.queries.progress import course_progress
from review import api as review

AHEAD = timedelta(days=14)
BEHIND = timedelta(days=7)


def index() -> ResponseReturnValue:
    """One card a child."""
    children = accounts.children_of(current_actor().person_id or 0)
    groups = {child.id: accounts.groups_of(child.id) for child in children}
    return render_template("lms/children/index.html", children=children, groups=groups)


def show(person_id: int) -> ResponseReturnValue:
    actor, now = current_actor(), clock.now()
    children = accounts.children_of(actor.person_id or 0)
    policies.require_follows(actor, {child.id for child in children}, person_id)
    child = next((found for found in children if found.id == person_id), None)
    if child is None:
        raise NotFound
    records = record_of(child.id)
    agenda = agenda_of(child.id, now - BEHIND, now + AHEAD)
    return render_template(
        "lms/children/show.html", child=child, children=children, groups=accounts.groups_of(child.id), records=records,
        progress=course_progress([child.id], [record.course_id for record in records]), subjects=review.subject_progress(child.id),
        late=[line for line in agenda if line.kind == "due" and line.at < now and not line.is_done],
        coming=[line for line in agenda if line.at >= now], results=exams.my_exams(child.id, now)["released"],
        practised=review.activity([child.id], now - BEHIND).get(child.id, 0),
    )  # fmt: skip

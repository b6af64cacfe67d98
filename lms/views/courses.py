"""The list of courses, and one course's outline as it is read."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from core.http.identity import current_actor
from lms.queries.courses import course_for
from lms.views.frame import frame_of


def index() -> ResponseReturnValue:
    return render_template("lms/courses/index.html")


def show(course_id: int) -> ResponseReturnValue:
    actor = current_actor()
    course = course_for(actor, course_id)
    return render_template("lms/courses/show.html", course=course, frame=frame_of(actor, course))

"""A candidate's own exams: what is to come, what is open now, what came of it."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from core import clock
from core.http.identity import current_actor
from exams.queries.mine import my_exams


def show() -> ResponseReturnValue:
    person_id = current_actor().person_id
    assert person_id is not None  # the guard lets in no visitor
    return render_template("exams/mine/show.html", groups=my_exams(person_id, clock.now()))

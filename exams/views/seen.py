"""Who had a question before them in an exam, and when."""

from __future__ import annotations

from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from accounts import api as accounts
from core import clock
from core.http.identity import current_actor
from core.http.paging import Page, page_of
from core.permissions import Permission as P
from exams.policies import require_paper
from exams.queries.preparation import exam_for
from exams.queries.uses import is_over, seen_by
from question_bank import api as question_bank


def show(exam_id: int, question_id: int) -> ResponseReturnValue:
    """The candidates whose form holds the question, in order of their numbers."""
    exam = exam_for(current_actor(), exam_id, P.EXAMS_CANDIDATES)
    require_paper(current_actor(), exam.place, is_over=is_over(exam, clock.now()))
    page: Page[Row[int, str, int, str, int, datetime]] = page_of(seen_by(exam.id, question_bank.revision_ids_of(question_id)))
    people = accounts.people(row.person_id for row in page.items)
    return render_template("exams/seen/show.html", exam=exam, question_id=question_id, page=page, people=people)

"""Awarding the certificates of an exam again, when results were completed after the release."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from certificates import policies
from certificates.forms import IssueForm
from certificates.operations.ask_for_award import ask_for_award
from certificates.queries.issuing import exams_to_issue, with_work
from certificates.queries.types import types
from core.actor import Place
from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.words import say
from exams import api as exams


def index() -> ResponseReturnValue:
    page: Page[exams.Exam] = page_of(exams_to_issue(current_actor()), per_page=30)
    return render_template("certificates/issue/index.html", page=page, lines=with_work(list(page.items)), types=types())


def create() -> ResponseReturnValue:
    form = IssueForm()
    if not form.validate():
        raise Invalid(say("Hãy chọn một kỳ thi."))
    exam = exams.exam_view(form.exam_id.data)
    policies.require_issues(current_actor(), Place(exam.organisation_path, exam.id))
    ask_for_award(current_actor(), exam)
    flash(translate(say("Đang cấp chứng chỉ cho thí sinh đạt mà chưa có. Ai đã có thì giữ nguyên.")), "success")
    return redirect(url_for("certificates.issue.index"))

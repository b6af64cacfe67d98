"""The list of exams, one exam at a glance, and its details."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core import clock
from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.permissions import Permission as P
from core.words import say
from exams.forms.exam import ExamForm
from exams.models import Exam
from exams.operations.create_exam import change_exam, create_exam
from exams.queries import preparation
from exams.queries.uses import suspected_in
from exams.rules.stages import STAGE_WORDS, stage_of, steps_of

CERTIFICATES = (("", say("Không cấp chứng chỉ")), ("it_basic", say("Ứng dụng CNTT cơ bản")))


def index() -> ResponseReturnValue:
    actor, state = current_actor(), request.args.get("state", "")
    page: Page[Exam] = page_of(preparation.exams_seen_by(actor, state=state, now=clock.now()), per_page=30)
    return render_template(
        "exams/exams/index.html", page=page, state=state, states=STAGE_WORDS, stage_of=stage_of, now=clock.now(),
        organisations=_organisation_names([exam.organisation_id for exam in page.items]),
    )  # fmt: skip


def show(exam_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_VIEW, P.EXAMS_PREPARE)
    plan, forms = preparation.plan_of(exam, counts_bank=False), preparation.forms_of(exam.id)
    candidates = preparation.count_candidates(exam.id)
    stage = stage_of(exam.state, exam.opens_at, exam.closes_at, clock.now())
    return render_template(
        "exams/exams/show.html", exam=exam, plan=plan, forms=forms, candidates=candidates, stage=stage, states=STAGE_WORDS,
        organisation=accounts.organisation(exam.organisation_id),
        staff=accounts.holders_at_exam(exam.id), roles={role.code: role.label for role in accounts.exam_roles()}, certificates=dict(CERTIFICATES),
        steps=steps_of(stage, has_plan=any(p.lines for p in plan), has_candidates=candidates > 0), suspected=suspected_in(exam),
    )  # fmt: skip


def new() -> ResponseReturnValue:
    form = _form()
    if not form.is_submitted():
        form.minutes.data, form.allowance_minutes.data, form.forms_count.data = 45, 5, 4
        form.shuffles_questions.data = form.takeover_needs_leave.data = form.shows_key.data = True
    return render_template("exams/exams/edit.html", form=form, exam=None)


def create() -> ResponseReturnValue:
    form = _form()
    if form.validate():
        try:
            exam = create_exam(current_actor(), form.to_command())
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã tạo kỳ thi. Tiếp theo, hãy lập ma trận đề.")), "success")
            return redirect(url_for("exams.plan.show", exam_id=exam.id))
    return render_template("exams/exams/edit.html", form=form, exam=None), 422


def edit(exam_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_PREPARE)
    form = _form(obj=exam)
    form.fill(exam)
    return render_template("exams/exams/edit.html", form=form, exam=exam)


def change(exam_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_PREPARE)
    form = _form()
    if form.validate():
        try:
            change_exam(current_actor(), exam, form.to_command())
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã lưu thông tin kỳ thi.")), "success")
            return redirect(url_for("exams.exams.show", exam_id=exam.id))
    return render_template("exams/exams/edit.html", form=form, exam=exam), 422


def _form(**given: object) -> ExamForm:
    form = ExamForm(**given)
    organisations = accounts.organisations_in(current_actor().paths(P.EXAMS_PREPARE))
    form.organisation_id.choices = [(found.id, found.name) for found in organisations]
    form.certificate_kind.choices = [(code, translate(words)) for code, words in CERTIFICATES]
    return form


def _organisation_names(ids: list[int]) -> dict[int, str]:
    return {found.id: found.name for found in accounts.organisations(ids).values()}

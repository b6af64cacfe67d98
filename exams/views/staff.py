"""Who runs an exam: chair, secretary, invigilators, markers."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.permissions import Permission as P
from core.words import say
from exams.forms.candidates import StaffForm
from exams.models import Exam
from exams.queries import preparation


def index(exam_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_PREPARE)
    return _page(exam, _form())


def add(exam_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.ROLES_GRANT)
    form = _form()
    person = accounts.person_named((form.username.data or "").strip())
    if form.validate() and person is not None:
        accounts.grant_exam_role(current_actor(), person.id, form.role.data, exam.id, organisation_path=exam.organisation_path)
        flash(translate(say("Đã phân công.")), "success")
        return redirect(url_for("exams.staff.index", exam_id=exam.id))
    if person is None:
        form.refuse(Invalid(fields={"username": say("Không có tài khoản này.")}))
    return _page(exam, form), 422


def remove(exam_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.ROLES_GRANT)
    person_id = request.form.get("person_id", type=int)
    if person_id is None:
        raise Invalid
    role = request.form.get("role", "")
    accounts.revoke_exam_role(current_actor(), person_id, role, exam.id, organisation_path=exam.organisation_path)
    flash(translate(say("Đã bỏ phân công.")), "success")
    return redirect(url_for("exams.staff.index", exam_id=exam.id))


def _page(exam: Exam, form: StaffForm) -> str:
    roles = {role.code: role.label for role in accounts.exam_roles()}
    return render_template("exams/staff/index.html", exam=exam, holders=accounts.holders_at_exam(exam.id), roles=roles, form=form)


def _form() -> StaffForm:
    form = StaffForm()
    form.role.choices = [(role.code, translate(role.label)) for role in accounts.exam_roles()]
    return form

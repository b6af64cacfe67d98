"""The candidate list: registering, rooms, extra time; the printed room list and admission cards."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from accounts import api as accounts
from core.db import session
from core.errors import Invalid, NotFound
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.permissions import Permission as P
from core.words import say
from exams.forms.candidates import CandidateForm, RegisterForm
from exams.models import Candidate, Exam
from exams.operations.register_candidates import change_candidate, register_candidates, remove_candidate
from exams.queries import preparation


def index(exam_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_CANDIDATES, P.EXAMS_PREPARE)
    return render_template("exams/candidates/index.html", **_list(exam), form=_form(exam))


def register(exam_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_CANDIDATES)
    form = _form(exam)
    if form.validate():
        try:
            count = register_candidates(current_actor(), exam, _people(form), (form.room.data or "").strip())
        except Invalid as error:
            form.refuse(error)
        else:
            flash(ngettext("Đã thêm %(num)d thí sinh.", "Đã thêm %(num)d thí sinh.", count), "success")
            return redirect(url_for("exams.candidates.index", exam_id=exam.id))
    return render_template("exams/candidates/index.html", **_list(exam), form=form), 422


def edit(exam_id: int, candidate_id: int) -> ResponseReturnValue:
    exam, candidate = _candidate(exam_id, candidate_id)
    form = CandidateForm(room=candidate.room, extra_minutes=candidate.extra_seconds // 60)
    return render_template("exams/candidates/edit.html", exam=exam, row=_row(candidate), form=form)


def change(exam_id: int, candidate_id: int) -> ResponseReturnValue:
    exam, candidate = _candidate(exam_id, candidate_id)
    form = CandidateForm()
    if not form.validate():
        return render_template("exams/candidates/edit.html", exam=exam, row=_row(candidate), form=form), 422
    room, extra = (form.room.data or "").strip(), 60 * (form.extra_minutes.data or 0)
    change_candidate(current_actor(), candidate, room=room, extra_seconds=extra)
    flash(translate(say("Đã lưu thông tin thí sinh.")), "success")
    return redirect(url_for("exams.candidates.index", exam_id=exam.id))


def remove(exam_id: int, candidate_id: int) -> ResponseReturnValue:
    exam, candidate = _candidate(exam_id, candidate_id)
    remove_candidate(current_actor(), candidate)
    flash(translate(say("Đã xóa thí sinh khỏi danh sách.")), "success")
    return redirect(url_for("exams.candidates.index", exam_id=exam.id))


def print_list(exam_id: int) -> ResponseReturnValue:
    """The room list to be signed, one room or all."""
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_CANDIDATES, P.EXAMS_PREPARE, P.EXAMS_INVIGILATE)
    room = request.args.get("room", "")
    rows = preparation.with_people(list(session.execute(preparation.candidates_of(exam, room=room))))
    organisation = accounts.organisation(exam.organisation_id)
    return render_template("exams/candidates/print_list.html", exam=exam, rows=rows, room=room, organisation=organisation)


def _list(exam: Exam) -> dict[str, object]:
    room = request.args.get("room", "")
    page: Page[tuple[Candidate, str]] = page_of(preparation.candidates_of(exam, room=room), per_page=50)
    rooms = preparation.rooms_of(exam.id)
    return {"exam": exam, "page": page, "rows": preparation.with_people(list(page.items)), "room": room, "rooms": rooms}


def _form(exam: Exam) -> RegisterForm:
    form = RegisterForm()
    groups = accounts.groups_in(current_actor().paths(P.EXAMS_CANDIDATES) or (exam.organisation_path,))
    form.group_id.choices = [("", translate(say("Chọn lớp hoặc nhóm"))), *((group.id, group.name) for group in groups)]
    return form


def _people(form: RegisterForm) -> list[accounts.PersonView]:
    people = accounts.members(form.group_id.data) if form.group_id.data else []
    names = [line.strip() for line in (form.usernames.data or "").splitlines() if line.strip()]
    found = accounts.people_named(names)
    unknown = [name for name in names if name.casefold() not in found]
    if unknown:
        words = say("Không có tài khoản: %(names)s.", names=", ".join(unknown[:10]))
        raise Invalid(fields={"usernames": words})
    if not people and not found:
        raise Invalid(fields={"usernames": say("Hãy chọn một lớp hoặc nhập tên đăng nhập.")})
    return [*people, *found.values()]


def _candidate(exam_id: int, candidate_id: int) -> tuple[Exam, Candidate]:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_CANDIDATES)
    candidate = session.get(Candidate, candidate_id)
    if candidate is None or candidate.exam_id != exam.id:
        raise NotFound
    return exam, candidate


def _row(candidate: Candidate) -> preparation.CandidateRow:
    return preparation.with_people([(candidate, "")])[0]

"""The sealed paper as the council sees it: forms, one form as printed, the key sheet; sealing and unsealing."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.permissions import Permission as P
from core.words import say
from exams.models import ExamState
from exams.operations.seal_paper import seal_paper
from exams.operations.unseal_paper import unseal_paper
from exams.queries import preparation
from exams.queries.uses import suspected_in
from exams.rules.timing import download_opens_at
from question_bank import api as question_bank


def show(exam_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_SEAL)
    drawn = question_bank.paper_outline(exam.drawn_paper_id) if exam.drawn_paper_id else None
    forms = preparation.forms_of(exam.id)
    plan = preparation.plan_of(exam) if exam.state == ExamState.DRAFT and drawn is None else ()
    unsealing = exam.state == ExamState.SEALED and clock.now() < download_opens_at(exam.opens_at, exam.early_download_seconds)
    return render_template(
        "exams/paper/show.html", exam=exam, forms=forms, plan=plan, drawn=drawn, may_unseal=unsealing, suspected=suspected_in(exam)
    )


def seal(exam_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_SEAL)
    try:
        seal_paper(current_actor(), exam)
    except Invalid as error:
        flash(translate(error.message), "error")
    else:
        flash(translate(say("Đã niêm phong đề.")), "success")
    return redirect(url_for("exams.paper.show", exam_id=exam_id))


def unseal(exam_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_SEAL)
    unseal_paper(current_actor(), exam, request.form.get("reason", "")[:400])
    flash(translate(say("Đã mở niêm phong; kỳ thi trở về trạng thái đang soạn.")), "success")
    return redirect(url_for("exams.exams.show", exam_id=exam_id))


def form(exam_id: int, form_id: int) -> ResponseReturnValue:
    """One form to read and print."""
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_SEAL)
    found = preparation.form_of(exam, form_id)
    questions = preparation.questions_of(found.id)
    wordings = question_bank.revisions({question.revision_id for question in questions})
    asked = [(each, wordings[each.revision_id].for_form(each.order)) for each in questions]
    question_bank.note_reading(current_actor(), {wording.question_id for wording in wordings.values()}, question_bank.Door.PAPER)
    shown = {each.number: question_bank.kind_of(wording.kind).show(wording.safe, each.order) for each, wording in asked}
    return render_template("exams/paper/form.html", exam=exam, form=found, questions=questions, shown=shown)


def keys(exam_id: int) -> ResponseReturnValue:
    """The key sheet of all forms."""
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_SEAL)
    forms = preparation.forms_of(exam.id)
    answers = {found.id: preparation.key_of(found.id).answers for found in forms}
    held = {question.revision_id for found in forms for question in preparation.questions_of(found.id)}
    question_bank.note_reading(current_actor(), question_bank.question_ids_of(held), question_bank.Door.PAPER)
    return render_template("exams/paper/keys.html", exam=exam, forms=forms, answers=answers)

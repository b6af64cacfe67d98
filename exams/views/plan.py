"""The plan of a paper: its parts, their lines, and what the bank offers for each."""

from __future__ import annotations

from decimal import Decimal

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.permissions import Permission as P
from core.words import say
from curriculum import api as curriculum
from exams.forms.plan import PartForm
from exams.models import Exam, Part
from exams.operations.save_part import remove_part, save_part
from exams.queries import preparation
from question_bank import api as question_bank


def show(exam_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_PREPARE)
    drawn = question_bank.paper_outline(exam.drawn_paper_id) if exam.drawn_paper_id else None
    plan = preparation.plan_of(exam) if drawn is None else ()
    return render_template("exams/plan/show.html", exam=exam, plan=plan, drawn=drawn, line_words=preparation.line_words)


def edit_part(exam_id: int, part_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_PREPARE)
    part = preparation.part_of(exam, part_id)
    form = _form(exam, part, data=_without_lines(part))
    form.fill(part)
    return _page(exam, part, form)


def new_part(exam_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_PREPARE)
    form = _form(exam, None)
    form.code.data, form.name.data = f"P{len(exam.parts) + 1}", translate(say("Trắc nghiệm"))
    form.minimum_percent.data = Decimal(50 if exam.certificate_kind else 0)
    form.add_spare_lines()
    return _page(exam, None, form)


def create_part(exam_id: int) -> ResponseReturnValue:
    return _save(exam_id, None)


def change_part(exam_id: int, part_id: int) -> ResponseReturnValue:
    return _save(exam_id, part_id)


def delete_part(exam_id: int, part_id: int) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_PREPARE)
    remove_part(current_actor(), exam, part_id)
    flash(translate(say("Đã bỏ phần thi.")), "success")
    return redirect(url_for("exams.plan.show", exam_id=exam.id))


def _save(exam_id: int, part_id: int | None) -> ResponseReturnValue:
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_PREPARE)
    part = preparation.part_of(exam, part_id) if part_id else None
    form = _form(exam, part)
    _offer(form)
    if form.validate():
        try:
            save_part(current_actor(), exam, part_id, form.to_command())
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã lưu phần thi.")), "success")
            return redirect(url_for("exams.plan.show", exam_id=exam.id))
    return _page(exam, part, form), 422


def _page(exam: Exam, part: Part | None, form: PartForm) -> str:
    _offer(form)
    return render_template("exams/plan/edit_part.html", exam=exam, part=part, form=form)


def _form(exam: Exam, part: Part | None, **given: object) -> PartForm:
    form = PartForm(**given)
    banks = preparation.banks_to_draw_from(current_actor(), exam)
    form.bank_id.choices = [(bank.id, bank.name) for bank in banks]
    wanted = request.args.get("bank", type=int)
    if not form.is_submitted() and part is None and wanted:
        form.bank_id.data = wanted
    return form


def _offer(form: PartForm) -> None:
    """Topics are those of the chosen bank's subject; of the first bank's when none is chosen yet."""
    choices = form.bank_id.choices or []
    chosen = form.bank_id.data or (choices[0][0] if choices else None)
    bank = question_bank.bank(chosen) if chosen else None
    locale = str(get_locale() or "vi")
    levels = [(level.code, f"{level.code} · {level.label(locale)}") for level in curriculum.levels()]
    kinds = [(code, translate(words)) for code, words in preparation.kinds_for_papers()]
    form.offer(preparation.topic_choices(bank.subject_code if bank else None, locale), levels, kinds)


def _without_lines(part: Part) -> dict[str, object]:
    return {"name": part.name, "code": part.code, "bank_id": part.bank_id, "minimum_percent": part.minimum_percent}

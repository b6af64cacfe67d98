"""An exam takes its paper from a test matrix: which confirmed papers there are, taking one, giving it back. Nobody reads a question here."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import page_of
from core.permissions import Permission as P
from core.words import say
from exams.operations.take_paper import give_paper_back, take_paper
from exams.queries import preparation
from question_bank import api as question_bank


def choose(exam_id: int) -> ResponseReturnValue:
    """The confirmed papers of the banks that the exam may draw from, newest first."""
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_PREPARE)
    banks = {bank.id: bank for bank in preparation.banks_to_draw_from(current_actor(), exam)}
    page = page_of(question_bank.confirmed_papers(banks), read=question_bank.outline_of, per_page=20)
    return render_template("exams/drawn_paper/choose.html", exam=exam, page=page, banks=banks)


def take(exam_id: int) -> ResponseReturnValue:
    """The chosen paper becomes the exam's."""
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_PREPARE)
    take_paper(current_actor(), exam, request.form.get("paper", 0, type=int))
    flash(translate(say("Kỳ thi dùng đề đã chốt. Niêm phong ở trang Đề thi.")), "success")
    return redirect(url_for("exams.plan.show", exam_id=exam.id))


def give_back(exam_id: int) -> ResponseReturnValue:
    """The exam plans its own parts again."""
    exam = preparation.exam_for(current_actor(), exam_id, P.EXAMS_PREPARE)
    give_paper_back(current_actor(), exam)
    flash(translate(say("Kỳ thi không còn lấy đề từ ma trận.")), "success")
    return redirect(url_for("exams.plan.show", exam_id=exam.id))

"""What happens to one question beside its wording: remarks, a suspected leak."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from question_bank import policies
from question_bank.forms.review import ReasonForm, RemarkForm
from question_bank.models import Question
from question_bank.operations.comment_question import comment_question, resolve_comment
from question_bank.operations.suspect_leak import lift_leak, suspect_leak
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.questions import question_row
from question_bank.views.questions import page_of_question


def comment(question_id: int) -> ResponseReturnValue:
    """Say something of a place of the newest wording."""
    question, bank = _question(question_id)
    form = RemarkForm().offer(question.newest.content if question.newest else {})
    try:
        comment_question(current_actor(), question, form.place.data or "", form.text.data or "")
    except Invalid as error:
        form.refuse(error)
        return page_of_question(question, bank, remark=form), 422
    flash(translate(say("Đã ghi góp ý.")), "success")
    return redirect(_back(question, bank))


def resolve(question_id: int, comment_id: int) -> ResponseReturnValue:
    """A remark is done with."""
    question, bank = _question(question_id)
    resolve_comment(current_actor(), question, comment_id)
    return redirect(_back(question, bank))


def suspect(question_id: int) -> ResponseReturnValue:
    """Keep the question out of every draw."""
    question, bank = _question(question_id)
    form = ReasonForm()
    try:
        suspect_leak(current_actor(), question_id, form.reason.data or "")
    except Invalid as error:
        form.refuse(error)
        return page_of_question(question, bank, reason=form), 422
    flash(translate(say("Câu %(ref)s bị đánh dấu nghi lộ: từ giờ không đề nào rút câu này.", ref=question.ref)), "warning")
    return redirect(url_for("question_bank.questions.show", question_id=question_id))


def lift(question_id: int) -> ResponseReturnValue:
    """Let it be drawn again."""
    question, bank = _question(question_id)
    form = ReasonForm()
    try:
        lift_leak(current_actor(), question_id, form.reason.data or "")
    except Invalid as error:
        form.refuse(error)
        return page_of_question(question, bank, reason=form), 422
    flash(translate(say("Câu %(ref)s được dùng lại.", ref=question.ref)), "success")
    return redirect(url_for("question_bank.questions.show", question_id=question_id))


def _question(question_id: int) -> tuple[Question, BankView]:
    question = question_row(question_id)
    bank = bank_view(question.bank_id)
    policies.require_remark(current_actor(), bank.organisation_path)
    return question, bank


def _back(question: Question, bank: BankView) -> str:
    """To the page that the remark was made on."""
    if request.form.get("from") == "review":
        return url_for("question_bank.review.show", code=bank.code, question=question.id, _anchor="comments")
    return url_for("question_bank.questions.show", question_id=question.id, _anchor="comments")

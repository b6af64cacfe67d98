"""What happens to one question beside its wording: remarks, who has read it, a suspected leak."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from accounts import api as accounts
from core.actor import Actor
from core.errors import Conflict, Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.words import Message, say
from question_bank import policies
from question_bank.forms.review import ReasonForm, RemarkForm
from question_bank.models import Question
from question_bank.operations.comment_question import answer_comment, comment_question, resolve_comment
from question_bank.operations.suspect_leak import lift_leak, suspect_leak
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.questions import question_row
from question_bank.queries.readers import readers_of
from question_bank.views.questions import Refused, page_of_question


def comment(question_id: int) -> ResponseReturnValue:
    """Say something of a place of the newest wording."""
    question, bank = _question(question_id)
    form = RemarkForm().offer(question.newest.content if question.newest else {})
    try:
        comment_question(current_actor(), question, form.place.data or "", form.text.data or "")
    except (Invalid, Conflict) as error:
        form.refuse(error, at="text")
        return page_of_question(question, bank, remark=form), 422
    flash(translate(say("Đã ghi góp ý.")), "success")
    return redirect(_back(question, bank))


def answer(question_id: int, comment_id: int) -> ResponseReturnValue:
    """Answer a remark."""
    question, bank = _question(question_id)
    try:
        answer_comment(current_actor(), question, comment_id, request.form.get("text", ""))
    except (Invalid, Conflict) as error:
        said = next(iter(error.fields.values()), error.message) if isinstance(error, Invalid) else error.message
        return page_of_question(question, bank, refused=Refused(comment_id, request.form.get("text", ""), said)), 422
    flash(translate(say("Đã ghi câu trả lời.")), "success")
    return redirect(_back(question, bank))


def resolve(question_id: int, comment_id: int) -> ResponseReturnValue:
    """A remark is done with."""
    question, bank = _question(question_id)
    resolve_comment(current_actor(), question, comment_id)
    return redirect(_back(question, bank))


def suspect(question_id: int) -> ResponseReturnValue:
    """Keep the question out of every draw."""
    return _change_suspicion(
        question_id, suspect_leak, lambda ref: say("Câu %(ref)s bị đánh dấu nghi lộ: từ giờ không đề nào rút câu này.", ref=ref), "warning"
    )


def lift(question_id: int) -> ResponseReturnValue:
    """Let it be drawn again."""
    return _change_suspicion(question_id, lift_leak, lambda ref: say("Câu %(ref)s được dùng lại.", ref=ref), "success")


def _change_suspicion(
    question_id: int, change: Callable[[Actor, int, str], Question], said: Callable[[str], Message], tone: str
) -> ResponseReturnValue:
    question, bank = _question(question_id)
    form = ReasonForm()
    try:
        change(current_actor(), question_id, form.reason.data or "")
    except (Invalid, Conflict) as error:
        form.refuse(error, at="reason")
        return page_of_question(question, bank, reason=form), 422
    flash(translate(said(question.ref)), tone)
    return redirect(url_for("question_bank.questions.show", question_id=question_id))


def readers(question_id: int) -> ResponseReturnValue:
    """Everybody who has had the question and its key before them."""
    question = question_row(question_id)
    bank = bank_view(question.bank_id)
    policies.require_readers(current_actor(), bank.organisation_path)
    page: Page[Row[int, str, datetime, datetime, int]] = page_of(readers_of(question.id))
    people = accounts.people(row.person_id for row in page.items)
    return render_template("question_bank/life/readers.html", question=question, bank=bank, page=page, people=people)


def _question(question_id: int) -> tuple[Question, BankView]:
    question = question_row(question_id)
    bank = bank_view(question.bank_id)
    policies.require_remark(current_actor(), bank.organisation_path)
    return question, bank


def _back(question: Question, bank: BankView) -> str:
    """To the page that the remark was made on, with its filter."""
    if request.form.get("from") == "review":
        kept: dict[str, Any] = {name: said for name in ("topic", "kind") if (said := request.form.get(name, "")[:200])}
        return url_for("question_bank.review.show", code=bank.code, question=question.id, _anchor="comments", **kept)
    return url_for("question_bank.questions.show", question_id=question.id, _anchor="comments")

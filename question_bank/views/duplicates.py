"""Questions that read alike: told while one is written, and pair by pair for a whole bank."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.errors import NotFound
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.words import say
from question_bank import policies
from question_bank.forms.question import form_from
from question_bank.kinds.registry import KINDS
from question_bank.models import Door
from question_bank.operations.find_twins import ask_for_search, keep_both, retire_twin
from question_bank.operations.note_reading import note_reading
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.duplicates import near, pairs_in, search_of, with_questions
from question_bank.queries.questions import question_row


def show(code: str) -> ResponseReturnValue:
    """The pairs that wait for a decision, the two side by side."""
    bank = _bank(code)
    page: Page[Any] = page_of(pairs_in(bank.id), per_page=20)
    search, job = search_of(bank.id)
    note_reading(current_actor(), {number for twin in page.items for number in (twin.first_id, twin.other_id)}, Door.TWINS)
    return render_template(
        "question_bank/duplicates/show.html", bank=bank, page=replace(page, items=with_questions(page.items)), search=search, job=job, kinds=KINDS
    )  # fmt: skip


def search(code: str) -> ResponseReturnValue:
    """Have the bank looked through."""
    bank = _bank(code)
    ask_for_search(current_actor(), bank)
    flash(translate(say("Đang tìm câu trùng. Mở lại trang này sau ít phút.")), "success")
    return redirect(url_for("question_bank.duplicates.show", code=bank.code))


def decide(code: str) -> ResponseReturnValue:
    """Keep both of a pair, or take one of them out of use."""
    bank, form = _bank(code), request.form
    first_id, other_id, retired = (form.get(name, 0, type=int) for name in ("first", "other", "retire"))
    if retired:
        question = retire_twin(current_actor(), bank, first_id, other_id, retired)
        flash(translate(say("Đã ngừng dùng câu %(ref)s. Đề đã ra vẫn giữ câu này.", ref=question.ref)), "success")
    else:
        keep_both(current_actor(), bank, first_id, other_id)
        flash(translate(say("Hai câu được giữ cả và không báo lại nữa.")), "success")
    return redirect(url_for("question_bank.duplicates.show", code=bank.code, page=request.args.get("page", type=int)))


def written(code: str) -> ResponseReturnValue:
    """What reads like the question in the editor, as it is typed now. Saves nothing."""
    bank, kind = _bank(code), request.args.get("kind", "")
    if kind not in KINDS:
        raise NotFound
    question_id = request.args.get("question", type=int)
    question = question_row(question_id) if question_id else None
    if question is not None and question.bank_id != bank.id:
        raise NotFound
    form = form_from(kind, request.form, question.newest.content if question and question.newest else {})
    return render_template("question_bank/duplicates/_near.html", near=near(bank.id, kind, form.content, question_id))


def _bank(code: str) -> BankView:
    bank = bank_view(code)
    policies.require_write(current_actor(), bank.organisation_path)
    return bank

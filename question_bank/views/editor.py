"""Writing a question: the form by its kind, with a preview that shows what readers will get."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.errors import Invalid, NotFound
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from curriculum import api as curriculum
from question_bank import policies
from question_bank.forms.question import QuestionForm, blank_form, form_from, form_of
from question_bank.kinds.registry import KINDS
from question_bank.models import Deed, Door, ImportItem, Question
from question_bank.operations.note_reading import note_reading
from question_bank.operations.save_question import Saved, save_question
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.duplicates import near
from question_bank.queries.imports import item_row
from question_bank.queries.library import outcome_choices, topic_choices
from question_bank.queries.review import steps_of, threads_of
from question_bank.rules.content import broken_maths, safe_content
from question_bank.rules.places import place_name
from question_bank.views.questions import question_for


def new(code: str) -> ResponseReturnValue:
    """The choice of a kind, or the empty form of `?kind=`; `?item=` mends a question that an import refused."""
    bank, kind = _bank(code), request.args.get("kind", "")
    item = _item(bank)
    if item is not None and item.content is not None:
        form = blank_form(item.kind, ref=item.ref, topic=item.topic_code or "", outcome=item.outcome_code or "", level=item.level or "")
        form.content = item.content
        return _page(bank, form)
    if kind not in KINDS:
        return render_template("question_bank/editor/kinds.html", bank=bank, kinds=KINDS)
    return _page(bank, blank_form(kind, topic=request.args.get("topic", ""), level=request.args.get("level", "")))


def create(code: str) -> ResponseReturnValue:
    """Save a new question."""
    bank, kind = _bank(code), request.args.get("kind", "")
    if kind not in KINDS:
        raise NotFound
    item = _item(bank)
    form = form_from(kind, request.form, (item.content if item else None) or {})
    return _save(bank, form, None, item.hands if item else ())


def edit(question_id: int) -> ResponseReturnValue:
    """The form of a question's newest wording."""
    question, bank = question_for(question_id, writing=True)
    note_reading(current_actor(), [question.id], Door.EDITOR)
    return _page(bank, form_of(question, _topic_code(question), _outcome_code(question)), question)


def update(question_id: int) -> ResponseReturnValue:
    """Save a new wording."""
    question, bank = question_for(question_id, writing=True)
    form = form_from(question.kind, request.form, question.newest.content if question.newest else {})
    form.ref, form.category = question.ref, question.category
    return _save(bank, form, question)


def preview(code: str) -> ResponseReturnValue:
    """The part of the page that shows the question as readers will get it. Saves nothing."""
    bank, kind = _bank(code), request.args.get("kind", "")
    if kind not in KINDS:
        raise NotFound
    question_id = _number("question")
    question = question_for(question_id, writing=True)[0] if question_id else None
    old = question.newest.content if question and question.newest else {}
    form = form_from(kind, request.form, old)
    return render_template("question_bank/editor/_preview.html", **_preview(form), bank=bank, editing=True)


def _save(bank: BankView, form: QuestionForm, question: Question | None, also_by: tuple[int, ...] = ()) -> ResponseReturnValue:
    if form.extra_rows:
        return _page(bank, form, question)
    try:
        saved = save_question(current_actor(), bank.id, replace(form.to_command(), also_by=also_by), question)
    except Invalid as error:
        form.refuse(error)
        return _page(bank, form, question), 422
    flash(_told(saved.outcome, saved.question), "success")
    _warn_of_near(bank, form, saved)
    if request.form.get("act") == "next":
        again = url_for("question_bank.editor.new", code=bank.code, kind=form.kind.code, topic=form.topic, level=form.level)
        return redirect(again)
    return redirect(url_for("question_bank.questions.show", question_id=saved.question.id))


def _warn_of_near(bank: BankView, form: QuestionForm, saved: Saved) -> None:
    """Who writes without script is told after the saving."""
    alike = near(bank.id, form.kind.code, form.content, saved.question.id) if saved.outcome in ("added", "revised") else []
    if alike:
        flash(translate(say("Câu này gần giống câu đã có: %(refs)s.", refs=", ".join(each.ref for each in alike))), "warning")


def _told(outcome: str, question: Question) -> str:
    wording = question.newest
    if question.pending is not None and outcome != "same" and wording is not None:
        waits = say(
            "Đã lưu phiên bản %(n)d của câu %(ref)s. Đề vẫn rút bản đã duyệt cho đến khi bản này được duyệt.",
            n=wording.number,
            ref=question.ref,
        )
        return translate(waits)
    if outcome == "revised" and wording is not None:
        return translate(say("Đã lưu phiên bản %(n)d của câu %(ref)s.", n=wording.number, ref=question.ref))
    if outcome == "same":
        return translate(say("Câu %(ref)s không có gì thay đổi.", ref=question.ref))
    return translate(say("Đã lưu câu %(ref)s.", ref=question.ref))


def _bank(code: str) -> BankView:
    bank = bank_view(code)
    policies.require_write(current_actor(), bank.organisation_path)
    return bank


def _item(bank: BankView) -> ImportItem | None:
    item_id = _number("item")
    return item_row(item_id, bank.id) if item_id else None


def _number(name: str) -> int | None:
    """A row's number in the address; one that no row can have is no page."""
    number = request.args.get(name, type=int)
    if number is not None and not 0 < number < 2**31:
        raise NotFound
    return number


def _topic_code(question: Question) -> str:
    topic_id = question.proposed.topic_id
    return curriculum.topics_by_ids([topic_id])[topic_id].code if topic_id is not None else ""


def _outcome_code(question: Question) -> str:
    outcome_id = question.proposed.outcome_id
    return curriculum.outcomes_by_ids([outcome_id])[outcome_id].code if outcome_id is not None else ""


def _page(bank: BankView, form: QuestionForm, question: Question | None = None) -> str:
    topics = topic_choices(bank.subject_code)
    outcomes = outcome_choices(topics)
    return render_template(
        "question_bank/editor/edit.html",
        bank=bank, form=form, question=question, topics=topics, outcomes=outcomes, levels=curriculum.levels(), editing=True,
        **_preview(form), **_asked(question),
    )  # fmt: skip


def _asked(question: Question | None) -> dict[str, Any]:
    """What reviewers ask of the author: the reason of a return that still stands, and open remarks."""
    if question is None:
        return {"returned": None, "threads": []}
    latest = next(iter(steps_of(question.id)), None)
    open_threads = [thread for thread in threads_of(question.id) if thread.remark.resolved_at is None]
    return {"returned": latest if latest and latest.deed == Deed.RETURNED else None, "threads": open_threads, "place_name": place_name}


def _preview(form: QuestionForm) -> dict[str, Any]:
    return {
        "kind": form.kind, "safe": safe_content(form.kind, form.content), "problems": form.kind.check(form.content),
        "broken": broken_maths(form.kind, form.content),
    }  # fmt: skip

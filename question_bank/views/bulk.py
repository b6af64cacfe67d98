"""Changing many questions at once: what to change, what that would do, and how far it is."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from core.errors import Conflict, Invalid
from core.http.identity import current_actor
from core.http.signing import sign, unsign
from curriculum import api as curriculum
from question_bank import policies
from question_bank.forms.bulk import MOST_IDS, BulkForm
from question_bank.models import BulkRun
from question_bank.operations.change_questions import ask_for_change, plan_change
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.bulk import chosen_ids, job_of, previews_of, refs_of, run_row
from question_bank.queries.library import outcome_choices, recent_tags, topic_choices
from question_bank.rules.bulk import Effect
from question_bank.rules.filter import filter_from
from question_bank.rules.messages import unpacked

SHOWN = 100
"""Questions that a preview lists; all are counted."""
PURPOSE = "question_bank.bulk"


def new(code: str) -> ResponseReturnValue:
    """The form, for the questions that were ticked or all that the filter finds."""
    bank = _bank(code)
    numbers = ",".join(request.args.getlist("id")[:MOST_IDS])
    data = {"asked": filter_from(request.args).query, "chosen": request.args.get("chosen", "ids"), "ids": numbers}
    return _form_page(bank, _offered(BulkForm(formdata=None, data=data), bank))


def preview(code: str) -> ResponseReturnValue:
    """What the change would do to each question, or the form again to choose otherwise. Changes nothing."""
    bank = _bank(code)
    form = _offered(BulkForm(), bank)
    if "again" in request.form:
        return _form_page(bank, form)
    return _preview_page(bank, form) if form.validate() else (_form_page(bank, form), 422)


def create(code: str) -> ResponseReturnValue:
    """Make the change that was looked at; when a question was changed since, it is shown again."""
    bank = _bank(code)
    form = _offered(BulkForm(), bank)
    digest = unsign(PURPOSE, form.digest.data or "")
    if digest is None or not form.validate():
        return _form_page(bank, form), 422
    try:
        run = ask_for_change(current_actor(), bank, _ids(bank, form), form.to_command(), digest)
    except Conflict as error:
        page = _preview_page(bank, form, error)
        return (page, 409) if isinstance(page, str) else page
    except Invalid as error:
        form.refuse(error)
        return _form_page(bank, form), 422
    return redirect(url_for("question_bank.bulk.show", run_id=run.id))


def show(run_id: int) -> ResponseReturnValue:
    """How far it is, or what became of it."""
    run, bank = _run(run_id)
    refused = [(ref, unpacked([reason])[0]) for ref, reason in run.report.get("named", [])]
    return render_template("question_bank/bulk/show.html", run=run, bank=bank, job=job_of(run), refused=refused)


def progress(run_id: int) -> ResponseReturnValue:
    """The part of the page that is replaced; when it is done the page is asked for again."""
    run, bank = _run(run_id)
    page = render_template("question_bank/bulk/_progress.html", run=run, bank=bank, job=job_of(run))
    return page, 200, {"HX-Redirect": url_for("question_bank.bulk.show", run_id=run.id)} if run.done_at else {}


def _preview_page(bank: BankView, form: BulkForm, conflict: Conflict | None = None) -> ResponseReturnValue:
    try:
        effects, digest = plan_change(current_actor(), bank, _ids(bank, form), form.to_command())
    except Invalid as error:
        form.refuse(error)
        return _form_page(bank, form), 422
    groups = {
        "moving": [each for each in effects if each.moves],
        "refused": [each for each in effects if each.reason is not None],
        "same": [each for each in effects if each.reason is None and not each.moves],
    }
    form.digest.data = sign(PURPOSE, digest)
    return render_template(
        "question_bank/bulk/preview.html", bank=bank, form=form, groups=groups, shown=SHOWN, conflict=conflict, **_named(bank, groups)
    )


def _named(bank: BankView, groups: dict[str, list[Effect]]) -> dict[str, Any]:
    """What the listed questions are called, and their labels before and after."""
    listed = [effect for each in groups.values() for effect in each[:SHOWN]]
    topics = {number for each in listed for number in (each.before.topic_id, each.topic_id) if number}
    outcomes = {number for each in listed for number in (each.before.outcome_id, each.outcome_id) if number}
    return {
        "previews": previews_of(each.before.id for each in listed),
        "topics": curriculum.topics_by_ids(topics),
        "outcomes": curriculum.outcomes_by_ids(outcomes),
        "levels": {level.code: level for level in curriculum.levels()},
    }


def _form_page(bank: BankView, form: BulkForm) -> str:
    ids = _ids(bank, form)
    return render_template(
        "question_bank/bulk/new.html", bank=bank, form=form, count=len(ids), refs=refs_of(ids), tags=recent_tags(bank.id),
        back=url_for("question_bank.library.index", code=bank.code) + (f"?{form.asked.data}" if form.asked.data else "?state="),
    )  # fmt: skip


def _ids(bank: BankView, form: BulkForm) -> list[int]:
    return chosen_ids(bank.id, form.numbers, form.filter)


def _offered(form: BulkForm, bank: BankView) -> BulkForm:
    topics = topic_choices(bank.subject_code)
    return form.offer(topics, outcome_choices(topics), needs_review=bank.needs_review, locale=str(get_locale()))


def _bank(code: str) -> BankView:
    bank = bank_view(code)
    policies.require_write(current_actor(), bank.organisation_path)
    return bank


def _run(run_id: int) -> tuple[BulkRun, BankView]:
    run = run_row(run_id)
    bank = bank_view(run.bank_id)
    policies.require_write(current_actor(), bank.organisation_path)
    return run, bank

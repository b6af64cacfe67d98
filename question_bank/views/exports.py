"""Taking questions out of a bank: what a format would lose, then the file, or the job that writes it."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core import clock
from core.errors import Invalid, NotFound
from core.http.identity import current_actor
from question_bank import policies
from question_bank.formats.registry import TARGETS
from question_bank.forms.exports import DEFAULT, ExportForm
from question_bank.operations.ask_for_export import ask_for_export
from question_bank.operations.export_questions import AT_ONCE, export_questions, plan_export
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.export_runs import exports_in
from question_bank.queries.exports import count_of
from question_bank.rules.filter import Filter, filter_from, picked_from


def new(code: str) -> ResponseReturnValue:
    """What the chosen format holds of the questions that the filter lets through; those that were ticked in the list become a filter."""
    format = request.args.get("format", DEFAULT)
    if format not in TARGETS:
        raise NotFound
    bank, wanted = _bank(code), filter_from(request.args)
    if ticked := picked_from(request.args.getlist("id")):
        return redirect(f"{url_for('question_bank.exports.new', code=code)}?{Filter(state=wanted.state, picked=ticked).query}")
    return _page(bank, format, wanted)


def create(code: str) -> ResponseReturnValue:
    """The file; of a large selection the page that follows its writing."""
    bank = _bank(code)
    format, wanted = ExportForm().to_command()
    try:
        if count_of(bank.id, wanted) > AT_ONCE:
            run = ask_for_export(current_actor(), bank, format, wanted)
            return redirect(url_for("question_bank.export_runs.show", run_id=run.id))
        made = export_questions(current_actor(), bank, format, wanted)
    except Invalid as error:
        if format not in TARGETS:
            raise
        return _page(bank, format, wanted, error), 422
    answer = Response(made.data, mimetype=made.mime)
    answer.headers.set("Content-Disposition", "attachment", filename=made.filename)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _bank(code: str) -> BankView:
    bank = bank_view(code)
    policies.require_export(current_actor(), bank.organisation_path)
    return bank


def _page(bank: BankView, format: str, wanted: Filter, refusal: Invalid | None = None) -> str:
    actor = current_actor()
    form = ExportForm(formdata=None, format=format, **asdict(wanted))
    if refusal is not None:
        form.refuse(refusal)
    sees_all = policies.may_see_export(actor, bank.organisation_path, None)
    before = exports_in(bank.id, None if sees_all else actor.person_id)
    return render_template(
        "question_bank/exports/new.html",
        bank=bank,
        target=TARGETS[format],
        format=format,
        targets=TARGETS,
        wanted=wanted.said,
        plan=plan_export(actor, bank, format, wanted),
        at_once=AT_ONCE,
        before=before,
        people=accounts.people(run.created_by for run, _ in before if run.created_by) if sees_all else {},
        now=clock.now(),
        form=form,
    )

"""Taking questions out of a bank: what a format would lose, then the file."""

from __future__ import annotations

from dataclasses import asdict

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from core.errors import Invalid, NotFound
from core.http.identity import current_actor
from question_bank import policies
from question_bank.formats.registry import TARGETS
from question_bank.forms.exports import DEFAULT, ExportForm
from question_bank.operations.export_questions import export_questions, plan_export
from question_bank.queries.banks import BankView, bank_view
from question_bank.rules.filter import Filter, filter_from


def new(code: str) -> ResponseReturnValue:
    """What the chosen format holds of the questions that the filter lets through."""
    format = request.args.get("format", DEFAULT)
    if format not in TARGETS:
        raise NotFound
    return _page(_bank(code), format, filter_from(request.args))


def create(code: str) -> ResponseReturnValue:
    """The file."""
    bank = _bank(code)
    form = ExportForm()
    format, wanted = form.to_command()
    try:
        made = export_questions(current_actor(), bank, format, wanted)
    except Invalid as error:
        if format not in TARGETS:
            raise
        form.refuse(error)
        return _page(bank, format, wanted), 422
    answer = Response(made.data, mimetype=made.mime)
    answer.headers.set("Content-Disposition", "attachment", filename=made.filename)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _bank(code: str) -> BankView:
    bank = bank_view(code)
    policies.require_export(current_actor(), bank.organisation_path)
    return bank


def _page(bank: BankView, format: str, wanted: Filter) -> str:
    return render_template(
        "question_bank/exports/new.html",
        bank=bank,
        target=TARGETS[format],
        format=format,
        targets=TARGETS,
        wanted=wanted.said,
        plan=plan_export(current_actor(), bank, format, wanted),
        form=ExportForm(formdata=None, format=format, **asdict(wanted)),
    )

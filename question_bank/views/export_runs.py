"""Files that a job writes: how far it is, what became of it, the file."""

from __future__ import annotations

from decimal import Decimal

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock, storage
from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.words import unpack
from question_bank import policies
from question_bank.formats.registry import TARGETS
from question_bank.models import ExportLoss, ExportRun, ExportState
from question_bank.models.exports import KEPT
from question_bank.operations.ask_for_export import may_be_written_again, stop_export, write_again
from question_bank.operations.hand_over_export import hand_over_export
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.export_runs import export_row, job_of, losses_of

PER_PAGE = 50
SMALLEST = Decimal(100_000)
"""Bytes; a smaller file is said to be as large."""


def show(run_id: int) -> ResponseReturnValue:
    """The export as it stands: progress, file and losses, or why there is no file."""
    run, bank = _run(run_id)
    if run.has_file(clock.now()):
        return _done_page(run, bank)
    values = {"run": run, "bank": bank, "target": TARGETS[run.format], "job": job_of(run), "again": may_be_written_again(run)}
    if run.state == ExportState.WRITING and not values["again"]:
        return render_template("question_bank/export_runs/wait.html", **values)
    failure = unpack(run.report["failure"]) if run.state == ExportState.FAILED else None
    return render_template("question_bank/export_runs/over.html", failure=failure, kept_days=KEPT.days, **values)


def progress(run_id: int) -> ResponseReturnValue:
    """How far the job is, for the page to replace; when it is over the page is asked for again."""
    run, bank = _run(run_id)
    page = render_template("question_bank/export_runs/_progress.html", run=run, bank=bank, job=job_of(run))
    is_over = run.state != ExportState.WRITING or may_be_written_again(run)
    return page, 200, {"HX-Redirect": url_for("question_bank.export_runs.show", run_id=run.id)} if is_over else {}


def file(run_id: int) -> Response:
    """The file, a part at a time."""
    run, bank = _run(run_id)
    target = TARGETS[run.format]
    answer = Response(storage.read(hand_over_export(current_actor(), run)), mimetype=target.mime)
    answer.content_length = run.size
    answer.headers.set("Content-Disposition", "attachment", filename=f"{bank.code}.{target.ending}")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def stop(run_id: int) -> ResponseReturnValue:
    """Nothing is to come of it any more."""
    _run(run_id)
    stop_export(current_actor(), run_id)
    return redirect(url_for("question_bank.export_runs.show", run_id=run_id))


def again(run_id: int) -> ResponseReturnValue:
    """The same once more."""
    _run(run_id)
    try:
        write_again(current_actor(), run_id)
    except Invalid as refusal:
        flash(translate(refusal.message), "error")
    return redirect(url_for("question_bank.export_runs.show", run_id=run_id))


def _done_page(run: ExportRun, bank: BankView) -> str:
    reasons = [(unpack(reason), count) for reason, count in run.report["reasons"]]
    chosen = request.args.get("reason", type=int)
    reason = chosen if chosen is not None and 0 <= chosen < len(reasons) else None
    page: Page[ExportLoss] = page_of(losses_of(run.id, reason), per_page=PER_PAGE)
    return render_template(
        "question_bank/export_runs/done.html", run=run, bank=bank, target=TARGETS[run.format], reasons=reasons, reason=reason, page=page,
        unpack=unpack, megabytes=(max(Decimal(run.size), SMALLEST) / 1_000_000).quantize(Decimal("0.1")),
    )  # fmt: skip


def _run(run_id: int) -> tuple[ExportRun, BankView]:
    run = export_row(run_id)
    bank = bank_view(run.bank_id)
    policies.require_export_run(current_actor(), bank.organisation_path, run.created_by)
    return run, bank

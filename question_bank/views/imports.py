"""Bringing a file to a bank: send, check, apply."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from core import clock
from core.db import session
from core.errors import CoreError, Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.http.uploads import read_upload
from core.sheets import XLSX
from core.words import say
from curriculum import api as curriculum
from question_bank import policies
from question_bank.formats.excel import writer as excel
from question_bank.formats.registry import SOURCES
from question_bank.forms.imports import FixForm, ImportForm
from question_bank.kinds.registry import KINDS
from question_bank.models import Door, ImportItem, ImportRun, RunState
from question_bank.operations.apply_import import ask_to_apply
from question_bank.operations.fix_item import fix_item
from question_bank.operations.note_reading import note_reading
from question_bank.operations.read_import import start_import
from question_bank.queries.banks import BankView, bank_view
from question_bank.queries.duplicates import near_items
from question_bank.queries.imports import item_counts, items_of, job_of, known_of, next_doubt, questions_of, recent_runs, run_row
from question_bank.queries.library import outcome_choices, topic_choices
from question_bank.rules import typed_fixes
from question_bank.rules.content import digest
from question_bank.rules.fixes import right_options
from question_bank.rules.messages import unpacked

LARGEST = 30_000_000
PER_PAGE = 20


def new(code: str) -> ResponseReturnValue:
    """What to send, and what was sent before."""
    bank = _bank(code)
    return _form_page(bank, _offered(ImportForm(), bank))


def create(code: str) -> ResponseReturnValue:
    """Take the file and read it, or have it read."""
    bank = _bank(code)
    form = _offered(ImportForm(), bank)
    if not form.validate():
        return _form_page(bank, form), 422
    try:
        upload = read_upload(request.files.get("file"), limit_bytes=LARGEST)
        run = start_import(current_actor(), bank.id, form.to_command(upload))
    except CoreError as error:
        form.refuse(error if isinstance(error, Invalid) and error.fields else Invalid(error.message, {"file": error.message}))
        return _form_page(bank, form), 422
    return redirect(url_for("question_bank.imports.show", run_id=run.id))


def template(code: str) -> ResponseReturnValue:
    """The Excel sheet to fill in, with this bank's topics, outcomes and levels to choose from."""
    bank = _bank(code)
    locale = str(get_locale())
    topics = topic_choices(bank.subject_code)
    outcomes = [outcome for _, within in outcome_choices(topics) for outcome in within]
    data = excel.template(
        [f"{topic.code} {topic.label(locale)}" for topic in topics],
        [f"{outcome.code} {outcome.label(locale)}"[:250] for outcome in outcomes],
        [f"{level.code} {level.label(locale)}" for level in curriculum.levels()],
    )
    answer = Response(data, mimetype=XLSX)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{bank.code}-mau-cau-hoi.xlsx")
    return answer


def show(run_id: int) -> ResponseReturnValue:
    """The import as it stands: progress, check, done, or why it failed."""
    run, bank = _run(run_id)
    if run.state in (RunState.READING, RunState.APPLYING):
        return render_template("question_bank/imports/wait.html", run=run, bank=bank, job=job_of(run), now=clock.now())
    if run.state == RunState.FAILED:
        return render_template("question_bank/imports/failed.html", run=run, bank=bank, failure=unpacked([run.report["failure"]])[0])
    state = request.args.get("state", "")
    page: Page[ImportItem] = page_of(items_of(run.id, state), per_page=PER_PAGE)
    items = list(page.items)
    _note(run, items)
    return render_template("question_bank/imports/show.html", page=page, state=state, **_shown(run, bank, items))


def _note(run: ImportRun, items: list[ImportItem]) -> None:
    """That these were read with their keys: the questions that the bank has, and all of a file that it does not have yet."""
    reader = current_actor()
    if run.state != RunState.CHECK:
        note_reading(reader, questions_of(run, items), Door.IMPORT)
    elif reader.person_id is not None and reader.person_id not in run.seen_by:
        session.refresh(run, ["seen_by"], with_for_update=True)  # two who look at once are both kept
        run.seen_by = [*run.seen_by, reader.person_id]


def fix(run_id: int, number: int) -> ResponseReturnValue:
    """One keystroke on one question: its new look for the page, or without scripts the page again at that question."""
    run, bank = _run(run_id)
    policies.require_write(current_actor(), bank.organisation_path)
    form = FixForm()
    if not form.validate():
        raise Invalid(say("Không hiểu việc cần làm với câu này."))
    item = fix_item(current_actor(), run.id, number, form.to_command())
    session.flush()
    if "HX-Request" in request.headers:
        state = request.args.get("state", "")
        return render_template("question_bank/imports/_fixed.html", item=item, state=state, **_shown(run, bank, [item]))
    page = (number - 1) // PER_PAGE + 1
    return redirect(url_for("question_bank.imports.show", run_id=run.id, page=page, _anchor=f"i{number}"))


def _shown(run: ImportRun, bank: BankView, items: list[ImportItem]) -> dict[str, object]:
    """What the page and each of its questions need."""
    actor, is_open = current_actor(), run.state == RunState.CHECK
    doubt = next_doubt(run.id, max((item.number for item in items), default=0)) if is_open else None
    return {
        "run": run,
        "bank": bank,
        "counts": item_counts(run.id),
        "plans": _plans(run, items) if is_open else {},
        "alike": near_items(run, items) if is_open else {},
        "twins": _twins(run) if is_open else {},
        "kinds": KINDS,
        "unpacked": unpacked,
        "sources": SOURCES,
        "right_options": right_options,
        "is_open": typed_fixes.is_open,
        "answer_of": typed_fixes.answer_of,
        "topics": curriculum.topics_by_codes(item.topic_code for item in items if item.topic_code),
        "levels": {level.code: level for level in curriculum.levels()},
        "may_write": policies.may_write(actor, bank.organisation_path),
        "doubt": (doubt, (doubt - 1) // PER_PAGE + 1) if doubt else None,
    }


def progress(run_id: int) -> ResponseReturnValue:
    """How far the job is, for the page to replace; when it is done the page is asked for again."""
    run, bank = _run(run_id)
    page = render_template("question_bank/imports/_progress.html", run=run, bank=bank, job=job_of(run), now=clock.now())
    is_over = run.state not in (RunState.READING, RunState.APPLYING)
    return page, 200, {"HX-Redirect": url_for("question_bank.imports.show", run_id=run.id)} if is_over else {}


def apply(run_id: int) -> ResponseReturnValue:
    """Take what was read into the bank."""
    run, bank = _run(run_id)
    policies.require_write(current_actor(), bank.organisation_path)
    ask_to_apply(current_actor(), run)
    if run.state == RunState.DONE:
        flash(translate(say("Đã nhập xong tệp %(name)s.", name=run.filename)), "success")
    return redirect(url_for("question_bank.imports.show", run_id=run.id))


def _twins(run: ImportRun) -> dict[int, tuple[int, int, int, bool]]:
    """Of the file's questions that read like an earlier one of it, by number: (its number, its page, percent in common, other numbers)."""
    found = run.report.get("alike", [])
    return {number: (first, (first - 1) // PER_PAGE + 1, round(100 * share), has_other) for number, first, share, has_other in found}


def _plans(run: ImportRun, items: list[ImportItem]) -> dict[int, tuple[str, str]]:
    """What applying would do with each item: (added, revised or same; the kind that the bank's question loses by it, or "")."""
    known = known_of(run.bank_id, [item.ref for item in items])
    plans = {}
    for item in items:
        if item.state != "refused" and item.content is not None:
            kind, sha256 = known.get(item.ref, ("", ""))
            plan = "added" if not kind else "same" if sha256 == digest(item.kind, item.content) else "revised"
            plans[item.id] = (plan, kind if kind not in ("", item.kind) else "")
    return plans


def _bank(code: str) -> BankView:
    bank = bank_view(code)
    policies.require_write(current_actor(), bank.organisation_path)
    return bank


def _run(run_id: int) -> tuple[ImportRun, BankView]:
    run = run_row(run_id)
    bank = bank_view(run.bank_id)
    policies.require_view(current_actor(), bank.organisation_path)
    return run, bank


def _offered(form: ImportForm, bank: BankView) -> ImportForm:
    form.offer(topic_choices(bank.subject_code), curriculum.levels(), str(get_locale()))
    return form


def _form_page(bank: BankView, form: ImportForm) -> str:
    return render_template("question_bank/imports/new.html", bank=bank, form=form, runs=recent_runs(bank.id))

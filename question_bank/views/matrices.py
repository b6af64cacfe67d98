"""Test matrices: the list, a new one, and one against what its banks hold."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from core.actor import Actor
from core.errors import Conflict, Invalid
from core.http.identity import current_actor
from core.http.language import points, translate
from core.http.paging import page_of
from core.permissions import Permission as P
from core.words import say
from curriculum import api as curriculum
from question_bank import policies
from question_bank.forms.matrix import NewMatrixForm
from question_bank.models import Matrix
from question_bank.operations.ask_for_draw import MOST_UNCONFIRMED, kind_labels
from question_bank.operations.save_matrix import archive_matrix, copy_matrix, remove_matrix, start_matrix
from question_bank.queries.banks import BankView, bank_view, banks_by_ids, banks_in
from question_bank.queries.candidates import stocks
from question_bank.queries.matrices import in_language, line_of, matrices_in, matrix_row, paper_counts, papers_of, view_of
from question_bank.queries.matrix_templates import templates_for
from question_bank.rules.matrix.check import Check, cell_words, check, of_another_kind, short_words
from question_bank.rules.matrix.plan import MOST_FORMS
from question_bank.rules.matrix.table import remarks
from question_bank.rules.matrix.templates import Template

STIMULUS = "stimulus"


def index() -> ResponseReturnValue:
    """The matrices of every bank within reach, or of `?bank=` or `?subject=` alone; `?state=archived` shows those put away."""
    actor = current_actor()
    banks = banks_in(policies.viewed_paths(actor))
    wanted = {name: request.args.get(name, "")[:60] for name in ("bank", "subject", "state")}
    chosen = [b.id for b in banks if wanted["bank"] in ("", b.code) and wanted["subject"] in ("", b.subject_code)]
    page = page_of(matrices_in(chosen, archived=wanted["state"] == "archived"), read=line_of)
    return render_template(
        "question_bank/matrices/index.html",
        page=page,
        banks=banks,
        wanted=wanted,
        subjects={subject.code: subject for subject in curriculum.subjects()},
        papers=paper_counts(line.id for line in page.items),
        may_start=bool(actor.paths(P.BANK_WRITE)),
    )


def new() -> ResponseReturnValue:
    """Which template, once the bank is known: that of `?bank=`, or the only one there is."""
    banks = banks_in(current_actor().paths(P.BANK_WRITE))
    bank = next((each for each in banks if len(banks) == 1 or each.code == request.args.get("bank")), None)
    if bank is None:
        subjects = {subject.code: subject for subject in curriculum.subjects()}
        return render_template("question_bank/matrices/choose.html", banks=banks, subjects=subjects)
    return _new_page(bank, NewMatrixForm(formdata=None))


def create() -> ResponseReturnValue:
    """Start it and open its sheet."""
    bank = bank_view(request.form.get("bank_code", ""))
    policies.require_write(current_actor(), bank.organisation_path)
    form = _offered(NewMatrixForm(), templates_for(bank.subject_code))
    if not form.validate():
        return _new_page(bank, form), 422
    try:
        made = start_matrix(current_actor(), form.to_command(bank.code))
    except Invalid as error:
        form.refuse(error)
        return _new_page(bank, form), 422
    return redirect(url_for("question_bank.matrix_sheet.edit", matrix_id=made.id))


def show(matrix_id: int) -> ResponseReturnValue:
    """Whether its banks can fill it, `?sets=` times over without a question twice; what was drawn from it."""
    found, bank = matrix_for(matrix_id)
    actor, view = current_actor(), view_of(found)
    table = in_language(view.table, str(get_locale()))
    sets = min(max(request.args.get("sets", 1, type=int), 1), MOST_FORMS)
    checked = check(table, stocks(view.bank_ids, {part.kind for part in table.parts}), sets)
    kinds = kind_labels()
    mine = None if policies.may_see_paper(actor, bank.organisation_path, None) else actor.person_id
    return render_template(
        "question_bank/matrices/show.html",
        matrix=view,
        table_of=table,
        row=found,
        bank=bank,
        more_banks=_more_banks(actor, found),
        sets=sets,
        checked=checked,
        places=checked.places,
        shared=_shared(checked, view.bank_ids),
        shortages=list(zip(short_words(checked, kinds), checked.shortages, strict=True)),
        cell_name=lambda cell: cell_words(table, cell, kinds),
        remarks=remarks(table, points),
        kinds=kinds,
        papers=page_of(papers_of(found.id, mine), per_page=10),
        most_unconfirmed=MOST_UNCONFIRMED,
        may_write=policies.may_write(actor, bank.organisation_path),
    )


def copy(matrix_id: int) -> ResponseReturnValue:
    """Another of the same, open for change."""
    made = copy_matrix(current_actor(), matrix_id)
    flash(translate(say("Đã chép thành “%(title)s”.", title=made.title)), "success")
    return redirect(url_for("question_bank.matrix_sheet.edit", matrix_id=made.id))


def archive(matrix_id: int) -> ResponseReturnValue:
    """Put it away."""
    found = archive_matrix(current_actor(), matrix_id, away=True)
    flash(translate(say("Đã cất ma trận “%(title)s”.", title=found.title)), "success")
    return redirect(url_for("question_bank.matrices.show", matrix_id=found.id))


def restore(matrix_id: int) -> ResponseReturnValue:
    """Take it out again."""
    found = archive_matrix(current_actor(), matrix_id, away=False)
    flash(translate(say("Ma trận “%(title)s” dùng lại được.", title=found.title)), "success")
    return redirect(url_for("question_bank.matrices.show", matrix_id=found.id))


def remove(matrix_id: int) -> ResponseReturnValue:
    """Throw it away, unless papers were drawn from it."""
    title = matrix_row(matrix_id).title
    try:
        remove_matrix(current_actor(), matrix_id)
    except Conflict as refusal:
        flash(translate(refusal.message), "error")
        return redirect(url_for("question_bank.matrices.show", matrix_id=matrix_id))
    flash(translate(say("Đã xóa ma trận “%(title)s”.", title=title)), "success")
    return redirect(url_for("question_bank.matrices.index"))


def matrix_for(matrix_id: int) -> tuple[Matrix, BankView]:
    """The matrix and the bank that owns it, for those who may see the bank."""
    found = matrix_row(matrix_id)
    bank = bank_view(found.bank_id)
    policies.require_view(current_actor(), bank.organisation_path)
    return found, bank


def _shared(checked: Check, bank_ids: tuple[int, ...]) -> int:
    """The shared stimuli that stand where questions are missing; 0 once a part of the matrix takes them."""
    if not checked.shortages or any(part.kind == STIMULUS for part in checked.table.parts):
        return 0
    return of_another_kind(checked, stocks(bank_ids, {STIMULUS}), STIMULUS)


def _more_banks(actor: Actor, found: Matrix) -> list[BankView]:
    """The other banks it draws from, as far as the reader may know of them."""
    known = banks_by_ids(found.more_bank_ids).values() if found.more_bank_ids else ()
    return [bank for bank in known if policies.may_view(actor, bank.organisation_path)]


def _offered(form: NewMatrixForm, offered: list[Template]) -> NewMatrixForm:
    locale = str(get_locale())
    form.template.choices = [(each.code, each.label(locale)) for each in offered]
    form.template.data = form.template.data or offered[0].code
    form.columns.choices = [
        ("grouped", translate(say("Biết, Hiểu, Vận dụng"))),
        ("apart", translate(say("Tách riêng từng mức của chương trình"))),
    ]
    return form


def _new_page(bank: BankView, form: NewMatrixForm) -> str:
    offered = templates_for(bank.subject_code)
    return render_template("question_bank/matrices/new.html", form=_offered(form, offered), bank=bank, templates=offered)

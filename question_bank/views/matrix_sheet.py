"""The sheet of a matrix: parts across, rows down, saved as a whole. Rows and parts come and go without saving anything."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import points, translate
from core.words import say
from curriculum import api as curriculum
from question_bank import policies
from question_bank.forms.matrix import MatrixForm
from question_bank.forms.sheet import Sheet
from question_bank.kinds.registry import KINDS
from question_bank.models import Matrix
from question_bank.operations.save_matrix import save_matrix
from question_bank.queries.banks import BankView, banks_in
from question_bank.queries.library import outcome_choices, topic_choices
from question_bank.queries.matrices import in_language, level_names, view_of
from question_bank.rules.matrix.document import levels_from
from question_bank.rules.matrix.table import LevelColumn, remarks
from question_bank.rules.matrix.templates import other_columns
from question_bank.views.matrices import matrix_for

COLUMNS = ("grouped", "apart")


def edit(matrix_id: int) -> ResponseReturnValue:
    """The sheet as it was saved."""
    found, bank = _writable(matrix_id)
    return _page(found, bank, MatrixForm.of(found))


def update(matrix_id: int) -> ResponseReturnValue:
    """Save it; or only add, move or take away a row or a part, with everything else as it was typed."""
    found, bank = _writable(matrix_id)
    form = _offered(MatrixForm.sent(request.form, _levels(found, request.form.get("columns", ""))), found)
    act = request.form.get("act", "")
    if act and act != "check":
        form.sheet = _changed(found, form.sheet, act)
        return _page(found, bank, form)
    if not form.is_sound():
        return _page(found, bank, form), 422
    try:
        saved = save_matrix(current_actor(), matrix_id, form.to_command(found))
    except Invalid as error:
        form.refuse(error)
        return _page(found, bank, form), 422
    flash(translate(say("Đã lưu ma trận “%(title)s”.", title=saved.title)), "success")
    return redirect(url_for("question_bank.matrices.show" if act == "check" else "question_bank.matrix_sheet.edit", matrix_id=matrix_id))


def _levels(found: Matrix, columns: str) -> tuple[LevelColumn, ...]:
    """The columns that the sheet was sent with: the matrix's own, or `grouped` or `apart` since others were asked for."""
    kept = levels_from(found.levels)
    return other_columns(kept, curriculum.levels(), apart=columns == "apart") if columns in COLUMNS else kept


def _changed(found: Matrix, sheet: Sheet, act: str) -> Sheet:
    verb, _, number = act.partition(":")
    if verb == "levels" and number in COLUMNS:
        return sheet.with_levels(_levels(found, number), number)
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else -1
    acts: dict[str, Callable[[], Sheet]] = {
        "add-row": sheet.with_row, "add-part": sheet.with_part, "drop-row": partial(sheet.without_row, at),
        "drop-part": partial(sheet.without_part, at), "up": partial(sheet.moved_up, at),
    }  # fmt: skip
    return acts[verb]() if verb in acts else sheet


def _writable(matrix_id: int) -> tuple[Matrix, BankView]:
    found, bank = matrix_for(matrix_id)
    policies.require_write(current_actor(), bank.organisation_path)
    return found, bank


def _offered(form: MatrixForm, found: Matrix) -> MatrixForm:
    others = [bank for bank in banks_in(policies.viewed_paths(current_actor())) if bank.id != found.bank_id]
    form.more_bank_ids.choices = [(bank.id, bank.name) for bank in others]
    return form


def _page(found: Matrix, bank: BankView, form: MatrixForm) -> str:
    topics, locale = topic_choices(bank.subject_code), str(get_locale())
    return render_template(
        "question_bank/matrices/edit.html",
        matrix=found,
        bank=bank,
        form=_offered(form, found),
        sheet=form.sheet,
        level_names=level_names(locale),
        topics=topics,
        outcomes=_outcomes({row.topic_id for row in form.sheet.rows if row.topic_id}, topics),
        kinds=[(code, kind.label) for code, kind in KINDS.items() if kind.marking != "nobody"],
        remarks=remarks(in_language(view_of(found).table, locale), points) if not request.form else [],
    )


def _outcomes(chosen: set[int], topics: list[curriculum.TopicView]) -> dict[int, list[curriculum.OutcomeView]]:
    """{topic: what pupils must be able to do in it and everything below it}; one query."""
    paths = {topic.id: topic.path for topic in topics if topic.id in chosen}
    under = [topic for topic in topics if any(topic.path.startswith(path) for path in paths.values())]
    found = outcome_choices(under) if under else []
    return {number: [each for topic, within in found if topic.path.startswith(path) for each in within] for number, path in paths.items()}

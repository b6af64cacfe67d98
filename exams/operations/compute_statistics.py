"""Computing an exam's figures from its complete sittings, and freezing them. A slow job: no transaction around it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete

from core import clock
from core.db import session, transaction
from exams.models import Exam, ExamState, ItemStatistic, Statistic
from exams.queries.statistics import ItemRow, Taken, rows_from, sheets_of
from exams.rules.response_data import Curve, Fit
from exams.rules.response_models import Fits, fits_of
from exams.rules.statistics import ENOUGH, ItemFigures, item_figures, whole_figures
from question_bank import api as question_bank


def compute_statistics(exam_id: int) -> None:
    """Replace what is kept. The same sittings always give the same figures."""
    taken = sheets_of(exam_id)
    session.rollback()  # reading began a transaction
    whole = whole_figures(taken.sheets)
    fits = fits_of(taken.sheets, taken.chances)
    items = [_item(exam_id, taken, revision_id, figures, fits) for revision_id, figures in item_figures(taken.sheets).items()]
    with transaction():
        found = session.get_one(Statistic, exam_id, with_for_update=True, populate_existing=True)
        found.sittings, found.mean, found.spread, found.alpha, found.error = (
            whole.sittings, whole.mean, whole.spread, whole.alpha, whole.error,
        )  # fmt: skip
        _keep_fits(found, fits)
        found.computed_at = clock.now()
        session.execute(delete(ItemStatistic).where(ItemStatistic.exam_id == exam_id))
        rows = rows_from(items)
        for row in rows:
            row.item.is_flagged = bool(row.flags)
            session.add(row.item)
        _tell_bank(session.get_one(Exam, exam_id), rows)


def _keep_fits(found: Statistic, fits: Fits) -> None:
    found.rasch_log_likelihood, found.rasch_free = _size(fits.rasch)
    found.two_log_likelihood, found.two_free = _size(fits.two)
    found.three_log_likelihood, found.three_free = _size(fits.three)
    found.model_sittings = next((fit.sittings for fit in (fits.rasch, fits.two, fits.three) if fit), None)


def _size(fit: Fit | None) -> tuple[float, int] | tuple[None, None]:
    return (fit.log_likelihood, fit.free) if fit else (None, None)


def _tell_bank(exam: Exam, rows: list[ItemRow]) -> None:
    """After the release only: before it, nobody reads off the bank which questions stand in the paper."""
    if exam.state != ExamState.RELEASED or exam.is_mock:
        return
    question_bank.note_figures(
        question_bank.NewFigure(
            row.item.revision_id, row.item.asked, row.item.facility, row.item.discrimination, row.item.biserial, row.item.rasch_difficulty,
            tuple(row.item.fifths), tuple(flag.code for flag in row.flags), exam.name,
            f"/exams/{exam.id}/statistics/{row.item.revision_id}",
        )
        for row in rows if row.item.asked >= ENOUGH
    )  # fmt: skip


def _item(exam_id: int, taken: Taken, revision_id: int, figures: ItemFigures, fits: Fits) -> ItemStatistic:
    code, number, part_id = taken.places[revision_id]
    rasch, two, three = (_curve(fit, revision_id) for fit in (fits.rasch, fits.two, fits.three))
    return ItemStatistic(
        exam_id=exam_id, revision_id=revision_id, form_code=code, number=number, part_id=part_id, asked=figures.asked,
        facility=figures.facility, discrimination=figures.discrimination, biserial=figures.biserial, weight=figures.weight,
        fifths=list(figures.fifths), lines=_lines(figures, taken.right[revision_id]), rasch_difficulty=rasch and rasch.difficulty,
        two_slope=two and two.slope, two_difficulty=two and two.difficulty,
        three_slope=three and three.slope, three_difficulty=three and three.difficulty, three_guess=three and three.guess,
    )  # fmt: skip


def _lines(figures: ItemFigures, right: frozenset[str]) -> dict[str, Any]:
    return {
        pick: {
            "rate": line.rate, "biserial": line.biserial, "discrimination": line.discrimination, "fifths": list(line.fifths),
            "right": pick in right,
        }
        for pick, line in figures.lines.items()
    }  # fmt: skip


def _curve(fit: Fit | None, revision_id: int) -> Curve | None:
    return fit.curves.get(revision_id) if fit else None

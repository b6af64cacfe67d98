"""Which questions could stand in the place of one in a drawn paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from question_bank.models import Paper, PaperForm, PaperQuestion
from question_bank.queries.candidates import candidates, candidates_by_ids, enemies_of
from question_bank.queries.matrices import matrix_row
from question_bank.rules.matrix.cells import Candidate, cells_of
from question_bank.rules.matrix.document import table_from
from question_bank.rules.matrix.keeping import Standing, keeps
from question_bank.rules.matrix.plan import asked_from

MOST = 30


def swaps_for(paper: Paper, place: PaperQuestion) -> list[Candidate]:
    """At most 30 questions of the same cell that keep every limit of the draw, the nearest in difficulty first."""
    table, asked, matrix = table_from(paper.matrix), asked_from(paper.settings), matrix_row(paper.matrix_id)
    here = (place.row, place.part, place.level)
    cell = next(cell for cell in cells_of(table) if (cell.row, cell.part, cell.level) == here)
    offered = candidates((matrix.bank_id, *matrix.more_bank_ids), {cell.kind}, asked.most_exposures)
    forms = paper.forms if asked.is_parallel else paper.forms[:1]
    present = {each.question_id for form in paper.forms for each in form.questions}
    fitting = [each for each in offered if each.id not in present and cell.takes(each)]
    fitting.sort(key=lambda each: (abs(each.facility - place.facility), each.exposures, each.id))
    known, enemies = candidates_by_ids(present), set(enemies_of(present | {each.id for each in fitting}))
    limits = asked.limits(paper.matrix["minutes"])
    kept = (each for each in fitting if keeps([_standing(form, place, each, known) for form in forms], enemies, limits))
    return [each for each, _ in zip(kept, range(MOST), strict=False)]


def _standing(form: PaperForm, place: PaperQuestion, instead: Candidate, known: Mapping[int, Candidate]) -> list[Standing]:
    """The form with the other question in that place; the rest counts with the predictions it was drawn by."""
    return [Standing(instead if each.question_id == place.question_id else _drawn(each, known), each.points) for each in form.questions]


def _drawn(each: PaperQuestion, known: Mapping[int, Candidate]) -> Candidate:
    return replace(known[each.question_id], facility=each.facility, seconds=each.seconds)

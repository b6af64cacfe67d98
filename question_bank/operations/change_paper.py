"""A drawn paper in the hands of people: one question swapped for an equal one, then confirmed."""

from __future__ import annotations

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Conflict, Invalid, NotFound
from core.words import say
from question_bank import policies
from question_bank.kinds.registry import kind_of
from question_bank.models import Paper, PaperQuestion, PaperState, Question, Revision
from question_bank.operations.open_banks import require_banks
from question_bank.queries.banks import bank_view
from question_bank.queries.matrices import matrix_row, paper_row
from question_bank.queries.swaps import swaps_for
from question_bank.rules.matrix.plan import mixed


def swap_question(actor: Actor, paper_id: int, place_id: int, question_id: int) -> None:
    """Another question of the same cell in its place, in every form where forms share their questions. Invalid for one that does not fit."""
    paper = _changeable(actor, paper_id)
    place = place_in(paper, place_id)
    chosen = next((each for each in swaps_for(paper, place) if each.id == question_id), None)
    if chosen is None:
        raise Invalid(say("Câu này không thay được: không cùng ô ma trận, đã có trong đề hoặc không được đứng chung với câu khác."))
    require_banks(actor, [session.get_one(Question, chosen.id).bank_id])
    wording, old = session.get_one(Revision, chosen.revision_id), place.question_id
    free = kind_of(wording.kind).orderable(wording.content)
    for code, each in _alike(paper, place):
        each.question_id, each.revision_id = chosen.id, chosen.revision_id
        each.order = mixed(free, f"{paper.seed}:{code}:{chosen.id}") or None
        each.facility, each.seconds = chosen.facility, chosen.seconds
    audit.record(actor, "question_bank.paper_changed", f"paper:{paper.id}", old=old, new=chosen.id)


def confirm_paper(actor: Actor, paper_id: int) -> None:
    """From here on nothing changes."""
    paper = _changeable(actor, paper_id)
    paper.state, paper.confirmed_at, paper.confirmed_by = PaperState.CONFIRMED, clock.now(), actor.person_id
    audit.record(actor, "question_bank.paper_confirmed", f"paper:{paper.id}", matrix=paper.matrix_id)


def place_in(paper: Paper, place_id: int) -> PaperQuestion:
    """The place of that id; NotFound when it is in no form of the paper."""
    found = next((each for form in paper.forms for each in form.questions if each.id == place_id), None)
    if found is None:
        raise NotFound
    return found


def _alike(paper: Paper, place: PaperQuestion) -> list[tuple[str, PaperQuestion]]:
    """(code, place) of the same question: in every form that mixes the same ones, else only here."""
    same = [(form.code, each) for form in paper.forms for each in form.questions if each.question_id == place.question_id]
    return [(code, each) for code, each in same if each is place] if paper.settings["is_parallel"] else same


def _changeable(actor: Actor, paper_id: int) -> Paper:
    paper = paper_row(paper_id)
    policies.require_write(actor, bank_view(matrix_row(paper.matrix_id).bank_id).organisation_path)
    session.get_one(Paper, paper.id, with_for_update=True, populate_existing=True)
    if paper.state != PaperState.DRAWN:
        raise Conflict(say("Đề này không còn ở bước xem lại nên không sửa được."))
    return paper

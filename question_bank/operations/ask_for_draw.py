"""Asking for a paper to be drawn: refused at once when the bank cannot fill the matrix, else solved by a job."""

from __future__ import annotations

import secrets

from core import audit, clock
from core.actor import Actor
from core.db import session
from core.errors import Invalid
from core.jobs.api import enqueue
from core.words import Message, say
from question_bank.kinds.registry import KINDS
from question_bank.models import Paper, PaperState
from question_bank.operations.open_banks import require_banks
from question_bank.operations.save_matrix import writable
from question_bank.queries.candidates import stocks
from question_bank.queries.matrices import MatrixView, papers_of, papers_waiting, view_of
from question_bank.rules.matrix.check import Check, check, short_words
from question_bank.rules.matrix.document import table_to
from question_bank.rules.matrix.plan import MOST_FORMS, Asked, codes_for

DRAW = "question_bank.draw_paper"
MOST_WAITING = 10
"""Papers of one person that wait to be drawn: the worker solves them one by one, and others wait behind them."""
MOST_UNCONFIRMED = 30
"""Papers of one person and matrix that are drawn and not confirmed: the oldest make room for the next."""


def ask_for_draw(actor: Actor, matrix_id: int, asked: Asked, title: str = "", seed: str = "") -> Paper:
    """A paper that waits to be drawn. Invalid, naming the short cells, when the banks cannot fill the matrix for so many forms."""
    matrix = view_of(writable(actor, matrix_id))
    require_banks(actor, matrix.bank_ids)
    if not 1 <= asked.forms <= MOST_FORMS:
        raise Invalid(fields={"forms": say("Số mã đề từ 1 đến %(most)d.", most=MOST_FORMS)})
    codes = codes_for(asked.codes, asked.forms)
    if codes is None:
        raise Invalid(fields={"codes": say("Mã đề gồm 3 đến 6 chữ số và không trùng nhau.")})
    _require_turn(actor)
    _require_filled(checked(matrix, asked))
    _make_room(actor, matrix.id)
    paper = Paper(
        matrix_id=matrix.id, title=title.strip()[:200] or matrix.title, seed=seed.strip()[:40] or secrets.token_hex(8), created_at=clock.now(),
        settings={**asked.to_json(), "codes": list(codes)}, matrix={**table_to(matrix.table), "minutes": matrix.minutes},
        created_by=actor.person_id,
    )  # fmt: skip
    session.add(paper)
    session.flush()
    paper.job_id = enqueue(DRAW, {"paper": paper.id, "person": actor.person_id}, key=f"draw_paper:{paper.id}").id
    audit.record(actor, "question_bank.paper_asked", f"paper:{paper.id}", matrix=matrix.id, seed=paper.seed, forms=list(codes))
    return paper


def checked(matrix: MatrixView, asked: Asked) -> Check:
    """The matrix against its banks, for as many forms as share no question."""
    kinds = {part.kind for part in matrix.table.parts}
    return check(matrix.table, stocks(matrix.bank_ids, kinds, asked.most_exposures), asked.sets_apart)


def kind_labels() -> dict[str, Message]:
    """What kinds of question are called."""
    return {code: kind.label for code, kind in KINDS.items()}


def _require_turn(actor: Actor) -> None:
    waiting = papers_waiting(actor.person_id) if actor.person_id is not None else 0
    if waiting >= MOST_WAITING:
        raise Invalid(say("Bạn có %(n)d đề đang chờ rút. Hãy đợi các đề đó xong rồi rút tiếp.", n=waiting))


def _make_room(actor: Actor, matrix_id: int) -> None:
    """Nothing is lost that the seed could not draw again, but for questions replaced by hand."""
    if actor.person_id is None:
        return
    theirs = papers_of(matrix_id, actor.person_id).where(Paper.state.in_((PaperState.DRAWN, PaperState.FAILED)))
    for paper in session.scalars(theirs.offset(MOST_UNCONFIRMED - 1)):
        session.delete(paper)
        audit.record(actor, "question_bank.paper_removed", f"paper:{paper.id}", matrix=matrix_id, seed=paper.seed)


def _require_filled(found: Check) -> None:
    if not found.cells:
        raise Invalid(say("Ma trận chưa có câu nào. Hãy điền số câu trước khi rút đề."))
    if not found.holds:
        words = short_words(found, kind_labels())
        raise Invalid(say("Ngân hàng chưa đủ câu hỏi. %(first)s Số chỗ thiếu: %(places)d.", first=words[0], places=len(words)))

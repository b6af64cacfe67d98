"""Matrices and drawn papers for tests, made by the room's own operations."""

from __future__ import annotations

from decimal import Decimal

from core.actor import SYSTEM
from core.db import session
from core.jobs.worker import run_all_jobs
from question_bank.models import Matrix, Paper
from question_bank.operations.ask_for_draw import ask_for_draw
from question_bank.operations.save_matrix import MatrixDraft, NewMatrix, RowDraft, save_matrix, start_matrix
from question_bank.queries.banks import BankView
from question_bank.queries.matrices import paper_row
from question_bank.rules.matrix.plan import Asked
from question_bank.rules.matrix.table import PartColumn
from tests.support.questions import choice_content, new_bank, new_levels, new_question, new_topic

PART = PartColumn("I", "single_choice", Decimal("0.5"), None, 4)


def stocked_bank(organisation_id: int | None = None, easy: int = 6, hard: int = 4) -> tuple[BankView, int]:
    """A bank with ready single choices of one topic at levels NB and VD, and the topic's id."""
    new_levels()
    topic = new_topic("T.1")
    bank = new_bank(organisation_id, topic.subject.code)
    for number in range(easy + hard):
        stem = choice_content(f"<p>Câu hỏi số {number}</p>")
        new_question(bank, stem, ref=f"Q{number:02d}", topic_code="T.1", level="NB" if number < easy else "VD")
    return bank, topic.id


def new_matrix(bank: BankView, topic_id: int | None, easy: int = 3, hard: int = 1, part: PartColumn = PART) -> Matrix:
    """A matrix of one row."""
    made = start_matrix(SYSTEM, NewMatrix(bank.code, "school-45", "Kiểm tra giữa kì"))
    row = RowDraft(topic_id, "", (), {(part.code, "NB"): easy, (part.code, "VD"): hard})
    return save_matrix(SYSTEM, made.id, MatrixDraft(made.title, 45, Decimal(2), (), (part,), (row,)))


def new_paper(matrix: Matrix, asked: Asked | None = None, seed: str = "a") -> Paper:
    """A paper that has been drawn, or has failed to be."""
    paper_id = ask_for_draw(SYSTEM, matrix.id, asked or Asked(2), seed=seed).id
    session.commit()
    run_all_jobs()
    session.expire_all()
    return paper_row(paper_id)

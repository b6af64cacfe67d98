"""What exams said of a question."""

from __future__ import annotations

from core.db import session
from question_bank.models import Figure


def figure_of(question_id: int) -> Figure | None:
    """The newest figures, None before an exam with the question was analysed."""
    return session.get(Figure, question_id)

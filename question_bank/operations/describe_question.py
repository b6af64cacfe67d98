"""Keep what lists show of a question in step with the wording that papers draw."""

from __future__ import annotations

from question_bank.models import Question
from question_bank.rules.content import preview_of


def describe(question: Question) -> None:
    """Set `preview` from the current wording; a pending wording is not told before its approval."""
    if question.current is not None:
        question.preview = preview_of(question.current.safe)

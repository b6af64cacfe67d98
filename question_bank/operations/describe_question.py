"""Keep what lists and searches read of a question in step with the wording that papers draw."""

from __future__ import annotations

from core.folding import fold
from question_bank.kinds.registry import KINDS
from question_bank.models import Question
from question_bank.rules.content import preview_of, words_of


def describe(question: Question) -> None:
    """Set `preview` and `search` from the current wording, the ref and the tags; a pending wording is not told before its approval."""
    if question.current is None:
        return
    question.preview = preview_of(question.current.safe)
    words = words_of(KINDS[question.kind], question.current.content)
    question.search = f"{fold(question.ref)} {fold(' '.join(question.tags))} {words}"

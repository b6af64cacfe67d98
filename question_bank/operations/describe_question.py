"""Keep what lists and searches read of a question in step with the wording that papers draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.folding import fold
from question_bank.kinds.registry import KINDS
from question_bank.models import Question
from question_bank.rules.content import preview_of, words_of


def describe(question: Question) -> None:
    """Set `preview` and `search` from the current wording, the ref and the tags; a pending wording is not told before its approval."""
    if question.current is None:
        return
    wording = question.current
    question.preview, question.search = description_of(question.kind, question.ref, question.tags, wording.content, wording.safe)


def description_of(kind: str, ref: str, tags: Sequence[str], content: Mapping[str, Any], safe: Mapping[str, Any]) -> tuple[str, str]:
    """(preview, search) of a wording."""
    return preview_of(safe), f"{fold(ref)} {fold(' '.join(tags))} {words_of(KINDS[kind], content)}"

"""Marking a question of a lesson in place. Nothing is kept: it is for the pupil alone."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from core.words import Message, say
from lms.rules.blocks import Block
from question_bank import api as questions


@dataclass(frozen=True)
class Checked:
    """What came of an answer: `given` as the form shows it again; a `review` with its `reason`, or why it could not be marked."""

    given: object
    refusal: Message | None = None
    review: questions.Review | None = None
    reason: Message | None = None
    is_right: bool = False


def checked(written: Block, safe: Block, form: MultiDict[str, str]) -> Checked:
    """Mark what `form` says of a question block, given as written and as readers get it."""
    data: dict[str, Any] = written["data"]
    kind, content = questions.kind_of(data["kind"]), data["content"]
    raw = questions.raw_answer(kind.code, content, form, prefix_of(written))
    try:
        answer = kind.normalise(content, raw)
    except questions.InvalidAnswer as error:
        return Checked(raw, refusal=error.message)
    if answer is None:
        return Checked(raw, refusal=say("Hãy trả lời rồi kiểm tra."))
    mark = kind.mark(content, answer)
    review = questions.review_of(safe["data"]["shown"], answer, [asdict(part) for part in mark.parts], with_key=True)
    return Checked(answer, review=review, reason=mark.reason, is_right=mark.fraction == 1)


def prefix_of(block: Block) -> str:
    """The name of the fields of a question block."""
    return f"q-{block['id']}"

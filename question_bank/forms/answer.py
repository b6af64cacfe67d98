"""An answer as `question_bank/_answer_form.html` sends it: one field by the kind, or one for each thing asked."""

from __future__ import annotations

from question_bank.forms.kinds import FORMS
from question_bank.forms.sending import Json, Sending
from question_bank.kinds.contract import Answer
from question_bank.kinds.registry import KINDS


def read_answer(kind: str, content: Json, form: Sending, prefix: str) -> Answer:
    """The canonical answer, None for "not answered"; raises InvalidAnswer. `prefix` is the one the template was given."""
    return KINDS[kind].normalise(content, raw_answer(kind, content, form, prefix))


def raw_answer(kind: str, content: Json, form: Sending, prefix: str) -> object:
    """What was chosen and typed, unjudged: what the form shows again when the answer is refused."""
    return FORMS[kind].raw_answer(content, form, prefix)

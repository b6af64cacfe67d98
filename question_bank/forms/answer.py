"""An answer as `question_bank/_answer_form.html` sends it: one field by the kind, or one for each thing asked."""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict

from question_bank.kinds import shape
from question_bank.kinds.contract import Answer
from question_bank.kinds.registry import KINDS

_TRUTHS = {"true": True, "false": False}


def read_answer(kind: str, content: Mapping[str, object], form: MultiDict[str, str], prefix: str) -> Answer:
    """The canonical answer, None for "not answered"; raises InvalidAnswer. `prefix` is the one the template was given."""
    return KINDS[kind].normalise(content, raw_answer(kind, content, form, prefix))


def raw_answer(kind: str, content: Mapping[str, object], form: MultiDict[str, str], prefix: str) -> object:
    """What was chosen and typed, unjudged: what the form shows again when the answer is refused."""
    if kind == "multiple_choice":
        return form.getlist(prefix)
    if kind == "true_false_group":
        said = {name: form.get(f"{prefix}-{name}") for name in _asked(content, "statements")}
        return {name: _TRUTHS.get(value, value) for name, value in said.items() if value}
    if kind == "matching":
        said = {name: form.get(f"{prefix}-{name}") for name in _asked(content, "prompts")}
        return {name: value for name, value in said.items() if value}
    if kind == "essay":
        return {"text": form.get(prefix, "")}
    return form.get(prefix)


def _asked(content: Mapping[str, object], rows: str) -> list[str]:
    return shape.ids(shape.rows(shape.at(content, "body", rows)))

"""An essay: its lines, rubric and model answer."""

from __future__ import annotations

from question_bank.forms.rows import rows_of, with_ids
from question_bank.forms.sending import Json, Sending
from question_bank.forms.sent import Content, Read, Sent, number, whole


def content_of(sent: Sent) -> Read:
    model_answer = sent.typed.paragraphs(sent.get("key.model_answer"))
    return {"lines": whole(sent.get("body.lines") or "0")}, {"rubric": rubric_of(sent), "model_answer": model_answer}


def rubric_of(sent: Sent) -> list[Content]:
    """The rows that say something."""
    rows = [row for row in rows_of(sent.fields, "key.rubric") if sent.keeps(row, "text", "fraction")]
    rows = with_ids(rows, (f"r{n}" for n in range(1, 100)))
    return [{"id": r["id"], "text": sent.typed.line(r.get("text", "")), "fraction": number(r.get("fraction", ""))} for r in rows]


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """The text."""
    return {"text": form.get(prefix, "")}

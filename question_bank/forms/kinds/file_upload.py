"""A file to hand in: endings, largest size, rubric and model answer."""

from __future__ import annotations

from question_bank.forms.kinds.essay import rubric_of
from question_bank.forms.sending import Json, Sending
from question_bank.forms.sent import Read, Sent, whole

BYTES_IN_MB = 1_000_000


def content_of(sent: Sent) -> Read:
    endings = sent.get("body.endings").casefold().replace(",", " ").replace(".", " ").split()
    body = {"endings": " ".join(dict.fromkeys(endings)), "most_bytes": most_bytes(sent)}
    return body, {"rubric": rubric_of(sent), "model_answer": sent.typed.paragraphs(sent.get("key.model_answer"))}


def most_bytes(sent: Sent) -> object:
    """The largest size, typed in whole MB; anything else as it was typed."""
    typed = whole(sent.get("body.most_mb"))
    return typed * BYTES_IN_MB if isinstance(typed, int) else typed


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """None: a file is handed in by the page of a sitting and by no form."""
    return None

"""A number: its unit and what is accepted."""

from __future__ import annotations

from question_bank.forms.sending import Json, Sending
from question_bank.forms.sent import Read, Sent
from question_bank.kinds import shape


def content_of(sent: Sent) -> Read:
    unit = sent.get("body.unit")
    body = {"unit": unit} if unit or "unit" in shape.mapping(sent.old.get("body")) else {}
    return body, {"accepted": sent.accepted("value")}


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """What was chosen or typed in the one field."""
    return form.get(prefix)

"""A short answer: its format and what is accepted."""

from __future__ import annotations

from question_bank.forms.sending import Json, Sending
from question_bank.forms.sent import Content, Read, Sent
from question_bank.kinds import shape


def content_of(sent: Sent) -> Read:
    body: Content = {"format": sent.get("body.format")}
    if sent.get("body.case_sensitive"):
        body["case_sensitive"] = True
    elif "case_sensitive" in shape.mapping(sent.old.get("body")):
        body["case_sensitive"] = False
    return body, {"accepted": sent.accepted("text")}


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """What was chosen or typed in the one field."""
    return form.get(prefix)

"""A passage: nothing but its stem."""

from __future__ import annotations

from question_bank.forms.sending import Json, Sending
from question_bank.forms.sent import Read, Sent


def content_of(sent: Sent) -> Read:
    return {}, {}


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """What was chosen or typed in the one field."""
    return form.get(prefix)

"""A single choice: its options and the right one."""

from __future__ import annotations

from question_bank.forms.sending import Json, Sending
from question_bank.forms.sent import Content, Read, Sent
from question_bank.kinds import shape


def content_of(sent: Sent) -> Read:
    right = sent.get("key.right")
    options = sent.texts("body.options", at_least=2, kept={right} if right else None)
    key: Content = {"right": right}
    partial = shape.mapping(shape.at(sent.old, "key", "partial"))
    kept = {name: share for name, share in partial.items() if name in {row["id"] for row in options}}
    return {"options": options}, {**key, "partial": kept} if kept else key


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """What was chosen or typed in the one field."""
    return form.get(prefix)

"""A multiple choice: its options and their weights."""

from __future__ import annotations

from question_bank.forms.sending import Json, Sending
from question_bank.forms.sent import Read, Sent, number
from question_bank.rules.fixes import even_weights


def content_of(sent: Sent) -> Read:
    ticked = sent.ticked("key.ticked")
    options = sent.texts("body.options", at_least=2, kept=set(ticked))
    ids = [row["id"] for row in options]
    if sent.get("key.mode") == "own":
        own = {name: number(sent.get(f"key.weights.{name}")) for name in ids}
        return {"options": options}, {"weights": {name: weight for name, weight in own.items() if weight not in ("", "0")}}
    return {"options": options}, {"weights": even_weights([name for name in ids if name in ticked])}


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """What was ticked."""
    return form.getlist(prefix)

"""A multiple choice: its options and their weights."""

from __future__ import annotations

from decimal import Decimal

from question_bank.forms.sending import Json, Sending
from question_bank.forms.sent import Read, Sent, number


def content_of(sent: Sent) -> Read:
    ticked = sent.ticked("key.ticked")
    options = sent.texts("body.options", at_least=2, kept=set(ticked))
    ids = [row["id"] for row in options]
    if sent.get("key.mode") == "own":
        own = {name: number(sent.get(f"key.weights.{name}")) for name in ids}
        return {"options": options}, {"weights": {name: weight for name, weight in own.items() if weight not in ("", "0")}}
    return {"options": options}, {"weights": even_weights([name for name in ids if name in ticked])}


def even_weights(ticked: list[str]) -> dict[str, str]:
    """The points shared evenly by the right options."""
    if not ticked:
        return {}
    share = (Decimal(1) / len(ticked)).quantize(Decimal("0.00001")).normalize()
    return {name: f"{share:f}" for name in ticked}


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """What was ticked."""
    return form.getlist(prefix)

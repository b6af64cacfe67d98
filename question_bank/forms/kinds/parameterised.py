"""A question with variables: the template it is made from, and its variants made anew from what was sent.

The same template makes the same variants, so nothing of them is sent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from question_bank.forms.rows import rows_of
from question_bank.forms.sending import Json, Sending
from question_bank.forms.sent import Content, Read, Sent, whole
from question_bank.kinds.parameterised import MAX_REMOVED, check_template
from question_bank.kinds.variants import CHOICE, DEFAULT_DECIMALS, NoVariants, Variants, drawn_variants, told
from question_bank.kinds.variants import whole as whole_or

AGAIN, WITHOUT = "again", "without"
"""`act=again:variants` asks for variants of other values, `act=without:v3` for another one in place of the third."""


def content_of(sent: Sent) -> Read:
    """The template as sent, with its variants; without any where it has a fault."""
    asks = sent.get("body.asks")
    conditions = [line.strip() for line in sent.get("body.conditions").splitlines() if line.strip()]
    body: Content = {
        "asks": asks, "decimals": whole(sent.get("body.decimals") or str(DEFAULT_DECIMALS)), "unit": sent.get("body.unit"),
        "variables": [_variable(row) for row in rows_of(sent.fields, "body.variables") if sent.keeps(row, *_TYPED)],
        "conditions": conditions, "options": _options(sent, asks), "variants": [],
    }  # fmt: skip
    seed = whole_or(whole(sent.get("key.seed")), 1) + (sent.get("act").startswith(f"{AGAIN}:"))
    key: Content = {
        "answer": sent.get("key.answer"), "tolerance": sent.get("key.tolerance") or "0", "right": sent.get("key.right"),
        "seed": seed, "count": whole(sent.get("key.count") or "20"), "removed": sent.ticked("key.removed")[:MAX_REMOVED], "variants": [],
    }  # fmt: skip
    stem, explanation = (sent.typed.paragraphs(sent.fields.get(name, "")) for name in ("stem", "explanation"))
    template: Content = {"stem": stem, "body": body, "key": key, "explanation": explanation}
    body["variants"], key["variants"] = _variants(template)
    verb, _, unwanted = sent.get("act").partition(":")
    gone = [told(row["values"]) for row in body["variants"] if verb == WITHOUT and row["id"] == unwanted]
    if gone:
        key["removed"] += gone
        body["variants"], key["variants"] = _variants(template)
    return body, key


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """What was chosen or typed in the one field."""
    return form.get(prefix)


_TYPED = ("name", "low", "high", "step", "values")


def _variable(row: Mapping[str, str]) -> Content:
    name = row.get("name", "")
    if row.get("type") == "list":
        return {
            "name": name,
            "type": "list",
            "values": [value.strip() for value in re.split(r"[;\n]", row.get("values", "")) if value.strip()],
        }
    return {
        "name": name,
        "type": "range",
        **{each: _point(row.get(each, "")) for each in ("low", "high")},
        "step": _point(row.get("step") or "1"),
    }


def _point(text: str) -> str:
    return text.replace(" ", "").replace(",", ".").replace("−", "-")


def _options(sent: Sent, asks: str) -> list[Content]:
    right = sent.get("key.right")
    return sent.texts("body.options", at_least=2 if asks == CHOICE else 0, kept={right} if right and asks == CHOICE else None)


def _variants(template: Content) -> Variants:
    if check_template(template):
        return [], []
    try:
        return drawn_variants(template)
    except NoVariants:
        return [], []

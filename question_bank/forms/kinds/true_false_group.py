"""A true/false group: statements, truths and the score table."""

from __future__ import annotations

from decimal import Decimal

from question_bank.forms.sending import Json, Sending, one_for_each
from question_bank.forms.sent import Content, Read, Sent, number
from question_bank.kinds import shape
from question_bank.kinds.true_false_group import NATIONAL_TABLE

_TRUTHS = {"true": True, "false": False}


def content_of(sent: Sent) -> Read:
    statements = sent.texts("body.statements", at_least=1)
    chosen = {row["id"]: sent.get(f"key.truths.{row['id']}") for row in statements}
    truths = {name: value == "true" for name, value in chosen.items() if value in ("true", "false")}
    key: Content = {"truths": truths}
    table = _score_table(sent, len(statements))
    return {"statements": statements}, {**key, "score_table": table} if table is not None else key


def table_choice(content: Json) -> str:
    """Which table of the editor's the content has: "national", "even" or its "own"."""
    count = len(shape.rows(shape.at(content, "body", "statements")))
    table = shape.at(content, "key", "score_table")
    if table == NATIONAL_TABLE or (not table and count == len(NATIONAL_TABLE)):
        return "national"
    return "even" if not table or table == _even(count) else "own"


def _score_table(sent: Sent, count: int) -> Content | None:
    mode = sent.get("key.table")
    if mode == "national":
        return dict(NATIONAL_TABLE)
    if mode == "own":
        typed = {str(n): number(sent.get(f"key.score_table.{n}")) for n in range(1, count + 1)}
        return {right: share for right, share in typed.items() if share}
    if mode == "kept":
        old = shape.at(sent.old, "key", "score_table")
        return dict(old) if isinstance(old, dict) else None
    return _even(count)


def _even(count: int) -> Content:
    shares = ((Decimal(n) / max(1, count)).quantize(Decimal("0.00001")).normalize() for n in range(1, count + 1))
    return {str(n): f"{share:f}" for n, share in enumerate(shares, start=1)}


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """What was said of each statement."""
    said = one_for_each(content, "statements", form, prefix)
    return {name: _TRUTHS.get(value, value) for name, value in said.items()}

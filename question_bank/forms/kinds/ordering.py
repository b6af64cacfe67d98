"""Ordering: the items as they should stand, and how an order is priced."""

from __future__ import annotations

from question_bank.forms.rows import rows_of
from question_bank.forms.sending import Json, Sending, one_for_each
from question_bank.forms.sent import Content, Read, Sent
from question_bank.kinds import shape
from question_bank.kinds.sequence import arranged


def content_of(sent: Sent) -> Read:
    rows = rows_of(sent.fields, "items")
    texts = [sent.typed.line(row.get("text", "")) for row in [row for row in rows if sent.keeps(row, "text")] or rows[:2]]
    body, order = _as_before(sent.old, texts) or arranged(texts)
    key: Content = {"order": order, "credit": sent.get("key.credit")}
    if (table := _table_before(sent.old, key)) is not None:
        key["score_table"] = table
    return dict(body), key


def _as_before(old: Json, texts: list[str]) -> tuple[dict[str, object], list[str]] | None:
    """The old names and places where the texts are the same, so that nothing changes that nobody changed."""
    items = shape.rows(shape.at(old, "body", "items"))
    name_of = {shape.text(row.get("text")): shape.text(row.get("id")) for row in items}
    if not items or len(name_of) != len(items) or sorted(name_of) != sorted(texts):
        return None
    return {"items": [dict(row) for row in items]}, [name_of[text] for text in texts]


def _table_before(old: Json, key: Content) -> Content | None:
    """The old score table while what it counts is the same."""
    table, order = shape.at(old, "key", "score_table"), shape.at(old, "key", "order")
    is_same = isinstance(order, list) and len(order) == len(key["order"]) and shape.at(old, "key", "credit") == key["credit"]
    return dict(table) if is_same and isinstance(table, dict) else None


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """The place of each item, counted from 1."""
    return one_for_each(content, "items", form, prefix)

"""Matching: pairs as they belong together, and choices that match nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from question_bank.forms.rows import rows_of
from question_bank.forms.sending import Json, Sending, one_for_each
from question_bank.forms.sent import Content, Read, Sent
from question_bank.kinds import shape
from question_bank.kinds.matching import pair_up


def content_of(sent: Sent) -> Read:
    sent_rows = rows_of(sent.fields, "pairs")
    rows = [row for row in sent_rows if sent.keeps(row, "prompt", "choice")] or sent_rows[:2]
    pairs = [(sent.typed.line(row.get("prompt", "")), sent.typed.line(row.get("choice", ""))) for row in rows]
    others = [sent.typed.line(row["text"]) for row in rows_of(sent.fields, "others") if row.get("text")]
    body, key = _as_before(sent.old, pairs, others) or pair_up(pairs, [other for other in others if other])
    made: Content = {"pairs": key}
    table = shape.at(sent.old, "key", "score_table")
    if isinstance(table, dict) and len(shape.mapping(shape.at(sent.old, "key", "pairs"))) == len(pairs):
        made["score_table"] = dict(table)
    return dict(body), made


def _as_before(old: Mapping[str, Any], pairs: list[tuple[str, str]], others: list[str]) -> tuple[Content, Content] | None:
    """The old names and places of the choices where their texts are the same, so that nothing changes that nobody changed."""
    choices = shape.rows(shape.at(old, "body", "choices"))
    name_of = {shape.text(row.get("text")): shape.text(row.get("id")) for row in choices}
    if not choices or len(name_of) != len(choices) or set(name_of) != {choice for _, choice in pairs} | set(others):
        return None
    before = [shape.text(row.get("id")) for row in shape.rows(shape.at(old, "body", "prompts"))]
    names = before if len(before) == len(pairs) else [f"p{n}" for n in range(1, len(pairs) + 1)]
    prompts = [{"id": name, "text": prompt} for name, (prompt, _) in zip(names, pairs, strict=True)]
    return (
        {"prompts": prompts, "choices": [dict(row) for row in choices]},
        {name: name_of[choice] for name, (_, choice) in zip(names, pairs, strict=True)},
    )


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """The choice for each prompt."""
    return one_for_each(content, "prompts", form, prefix)

"""One keystroke of the person who checks an import: what it makes of a key. The same keystroke again undoes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from question_bank.kinds import shape
from question_bank.rules import typed_fixes

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fix:
    """`act`: "right" (of option `name`), "truth" (`value` of statement `name`), "several" (one right option, or more of them),
    "essay" (or none), "answer" (what was typed, by part; "" is the question itself).

    In a shared stimulus `name` leads with the part: "p1.b".
    """

    act: str
    name: str = ""
    value: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)


def fixed(kind: str, content: Document, read_key: Document, fix: Fix) -> tuple[str, dict[str, Any]] | None:
    """(kind, content) after the fix; `read_key` is `key_of` the question as it was read. None where the fix says nothing of such a question."""
    if kind == "stimulus":
        return _all_answered(content, fix) if fix.act == "answer" else _within(content, read_key, fix)
    if fix.act in ("answer", "essay"):
        return _of_open(kind, content, read_key, fix) if typed_fixes.is_open(kind, content) else None
    if fix.act == "several" and kind in ("single_choice", "multiple_choice"):
        return _turned(kind, content, read_key)
    found = {
        ("single_choice", "right"): _chosen,
        ("multiple_choice", "right"): _ticked,
        ("true_false_group", "truth"): _judged,
    }.get((kind, fix.act))
    if found is None or fix.name not in _names(content):
        return None
    return kind, {**content, "key": _as_read(kind, found(shape.mapping(content.get("key")), read_key, fix), read_key)}


def key_of(kind: str, content: Document) -> dict[str, Any]:
    """The key of a question; of a shared stimulus {id of a part: key of it}."""
    if kind != "stimulus":
        return dict(shape.mapping(content.get("key")))
    parts = shape.rows(shape.at(content, "body", "parts"))
    return {shape.text(part.get("id")): dict(shape.mapping(shape.at(part, "content", "key"))) for part in parts}


def right_options(kind: str, key: Document) -> list[str]:
    """The ids of the options that the key calls right."""
    if kind == "multiple_choice":
        weights = shape.mapping(key.get("weights"))
        return [name for name, weight in weights.items() if (shape.decimal(weight) or 0) > 0]
    right = shape.text(key.get("right"))
    return [right] if right else []


def even_weights(names: list[str]) -> dict[str, str]:
    """The points shared evenly by the right options."""
    if not names:
        return {}
    share = (Decimal(1) / len(names)).quantize(Decimal("0.00001")).normalize()
    return {name: f"{share:f}" for name in names}


def _names(content: Document) -> list[str]:
    return [*shape.ids(shape.rows(shape.at(content, "body", "options"))), *shape.ids(shape.rows(shape.at(content, "body", "statements")))]


def _chosen(key: Document, read_key: Document, fix: Fix) -> dict[str, Any]:
    was = shape.text(read_key.get("right"))
    right = fix.name if key.get("right") != fix.name else was if was != fix.name else ""
    partial = {name: share for name, share in shape.mapping(key.get("partial")).items() if name != right}
    return {**{name: each for name, each in key.items() if name != "partial"}, "right": right, **({"partial": partial} if partial else {})}


def _ticked(key: Document, read_key: Document, fix: Fix) -> dict[str, Any]:
    right = right_options("multiple_choice", key)
    now = [name for name in right if name != fix.name] if fix.name in right else sorted([*right, fix.name])
    return {**key, "weights": even_weights(now)}


def _judged(key: Document, read_key: Document, fix: Fix) -> dict[str, Any]:
    truths = shape.mapping(key.get("truths"))
    was = shape.mapping(read_key.get("truths")).get(fix.name)
    value = fix.value if truths.get(fix.name) is not fix.value else None if was is fix.value else was
    rest = {name: truth for name, truth in truths.items() if name != fix.name}
    return {**key, "truths": rest if value is None else {**rest, fix.name: value}}


def _turned(kind: str, content: Document, read_key: Document) -> tuple[str, dict[str, Any]]:
    """From one right option to several, or back to the first of them."""
    right = right_options(kind, shape.mapping(content.get("key")))
    if kind == "single_choice":
        return "multiple_choice", {**content, "key": _as_read("multiple_choice", {"weights": even_weights(right)}, read_key)}
    return "single_choice", {**content, "key": _as_read("single_choice", {"right": right[0] if right else ""}, read_key)}


def _as_read(kind: str, key: dict[str, Any], read_key: Document) -> dict[str, Any]:
    """The key as it was read where it calls the same options right: shares that no keystroke can say come back."""
    said_by = {"single_choice": "right", "multiple_choice": "weights"}.get(kind)
    is_same = said_by in read_key and set(right_options(kind, key)) == set(right_options(kind, read_key))
    return dict(read_key) if is_same else key


def _of_open(kind: str, content: Document, read_key: Document, fix: Fix) -> tuple[str, dict[str, Any]] | None:
    if fix.act == "essay":
        return typed_fixes.turned(kind, content, read_key)
    return typed_fixes.answered(kind, content, fix.answers[""]) if fix.answers.get("", "").strip() else None


def _all_answered(content: Document, fix: Fix) -> tuple[str, dict[str, Any]] | None:
    """What was typed, in every part where it is new."""
    made: tuple[str, dict[str, Any]] | None = None
    for row in shape.rows(shape.at(content, "body", "parts")):
        part, said = shape.text(row.get("id")), fix.answers.get(f"{row.get('id')}.", "").strip()
        if said and said != typed_fixes.answer_of(shape.text(row.get("kind")), shape.mapping(row.get("content"))):
            made = _within(made[1] if made else content, {}, Fix("answer", part, answers={"": said})) or made
    return made


def _within(content: Document, read_keys: Document, fix: Fix) -> tuple[str, dict[str, Any]] | None:
    """The fix in the part that it names."""
    part, _, name = fix.name.partition(".")
    rows = shape.rows(shape.at(content, "body", "parts"))
    place = next((n for n, row in enumerate(rows) if row.get("id") == part), None)
    if place is None:
        return None
    row = rows[place]
    read_key = shape.mapping(read_keys.get(part))
    made = fixed(shape.text(row.get("kind")), shape.mapping(row.get("content")), read_key, replace(fix, name=name))
    if made is None:
        return None
    parts = [*rows[:place], {**row, "kind": made[0], "content": made[1]}, *rows[place + 1 :]]
    return "stimulus", {**content, "body": {**shape.mapping(content.get("body")), "parts": parts}}

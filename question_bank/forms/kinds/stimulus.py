"""A shared stimulus: each part is sent as its own kind sends it, under a lead of its own (``part-p1.body.options.0.text``)."""

from __future__ import annotations

from question_bank.forms.sending import Json, Sending
from question_bank.forms.sent import Content, Read, Sent, number
from question_bank.kinds import shape
from question_bank.kinds.registry import KINDS
from question_bank.kinds.stimulus import MOST_PARTS, Stimulus

ADD, DROP, UP = "part-add", "part-drop", "part-up"
"""What a button of the editor may ask for, beside a part's name."""


def lead_of(name: str) -> str:
    """What stands before every field of a part."""
    return f"part-{name}."


def content_of(sent: Sent) -> Read:
    known = [name for name in sent.ticked("parts") if shape.is_id(name)][:MOST_PARTS]
    old = {shape.text(row.get("id")): row for row in shape.rows(shape.at(sent.old, "body", "parts"))}
    parts = [_part(sent, name, shape.mapping(old.get(name, {}).get("content"))) for name in dict.fromkeys(known)]
    return {"parts": _changed([part for part in parts if part], sent)}, {}


def _part(sent: Sent, name: str, old: Json) -> Content | None:
    # The table of forms holds this module, so what reads any kind can only be fetched once all are there.
    from question_bank.forms.content import content_from

    lead = lead_of(name)
    kind = sent.get(f"{lead}kind")
    if kind not in _kinds():
        return None
    fields = {field.removeprefix(lead): value for field, value in sent.fields.items() if field.startswith(lead)}
    content = content_from(kind, {**fields, "act": sent.get("act")}, lambda field: sent.ticked(lead + field), old)
    made: Content = {"id": name, "kind": kind, "content": content}
    share = number(sent.get(f"{lead}share"))
    return {**made, "share": share} if share not in ("", "1") else made


def _changed(parts: list[Content], sent: Sent) -> list[Content]:
    """The parts with what the pressed button asks: one more, one less, one earlier."""
    verb, _, name = sent.get("act").partition(":")
    place = next((n for n, part in enumerate(parts) if part["id"] == name), -1)
    if verb == DROP and place >= 0:
        return parts[:place] + parts[place + 1 :]
    if verb == UP and place > 0:
        return [*parts[: place - 1], parts[place], parts[place - 1], *parts[place + 1 :]]
    kind = sent.get("part-kind")
    if verb == ADD and kind in _kinds() and len(parts) < MOST_PARTS:
        taken = {part["id"] for part in parts}
        free = next(f"p{n}" for n in range(1, MOST_PARTS + 2) if f"p{n}" not in taken)
        return [*parts, {"id": free, "kind": kind, "content": KINDS[kind].blank()}]
    return parts


def _kinds() -> frozenset[str]:
    stimulus = KINDS["stimulus"]
    return frozenset(stimulus.part_kinds) if isinstance(stimulus, Stimulus) else frozenset()


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """What was given to each part, under its name; a part that nothing was sent for is not there."""
    from question_bank.forms.kinds import FORMS  # it holds this module

    said: dict[str, object] = {}
    for row in shape.rows(shape.at(content, "body", "parts")):
        name, kind = shape.text(row.get("id")), shape.text(row.get("kind"))
        if kind in FORMS:
            inner = shape.mapping(row.get("content")) or row
            said[name] = FORMS[kind].raw_answer(inner, form, f"{prefix}-{name}")
    return {name: raw for name, raw in said.items() if raw}

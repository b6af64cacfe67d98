"""A text with gaps: one box, in which the answers stand in the places of their gaps."""

from __future__ import annotations

from question_bank.forms.sending import Json, Sending, one_for_each
from question_bank.forms.sent import Content, Read, Sent
from question_bank.kinds import shape
from question_bank.rules.gap_notation import cut, filled, read_gap, write_gap


def content_of(sent: Sent) -> Read:
    typed, inside = cut(sent.get("body.text"))
    text = sent.typed.paragraphs(typed)
    old = sent.old
    if text == shape.at(old, "body", "text") and inside == list(_written(old).values()):
        return dict(shape.mapping(old.get("body"))), dict(shape.mapping(old.get("key")))
    read = {str(number): read_gap(each) for number, each in enumerate(inside, start=1)}
    gaps = [{"id": name, "kind": kind, "body": body} for name, (kind, body, _, _) in read.items()]
    key: Content = {"gaps": {name: each for name, (_, _, each, _) in read.items()}}
    weights = {name: weight for name, (_, _, _, weight) in read.items() if weight}
    return {"text": text, "gaps": gaps}, {**key, "weights": weights} if weights else key


def _written(content: Json) -> dict[str, str]:
    return {shape.text(gap.get("id")): write_gap(content, gap) for gap in shape.rows(shape.at(content, "body", "gaps"))}


def typed_text(content: Json) -> str:
    """What stands in the box: the text with each gap as a person writes it."""
    return filled(shape.text(shape.at(content, "body", "text")), _written(content))


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """What was typed or chosen in each gap."""
    return one_for_each(content, "gaps", form, prefix)

"""Words to drag: one box with the right words in the places of their gaps, one with the words that fit nowhere."""

from __future__ import annotations

from question_bank.forms.sending import Json, Sending, one_for_each
from question_bank.forms.sent import Content, Read, Sent
from question_bank.kinds import shape
from question_bank.kinds.drag_words import pooled
from question_bank.rules.gap_notation import cut, filled, read_word, write_word


def content_of(sent: Sent) -> Read:
    typed, inside = cut(sent.get("body.text"))
    text, others, reuse = sent.typed.paragraphs(typed), _lines(sent.get("body.others")), bool(sent.get("body.reuse"))
    if (text, inside, others, reuse) == _before(sent.old):
        return dict(shape.mapping(sent.old.get("body"))), dict(shape.mapping(sent.old.get("key")))
    right = [read_word(each) for each in inside]
    words, chosen = pooled(right, [read_word(each) for each in others], reuse)
    gaps = [{"id": str(number), "group": group} for number, (_, group) in enumerate(right, start=1)]
    key: Content = {"gaps": chosen}
    table = shape.at(sent.old, "key", "score_table")
    if isinstance(table, dict) and len(shape.mapping(shape.at(sent.old, "key", "gaps"))) == len(gaps):
        key["score_table"] = dict(table)
    return {"text": text, "gaps": gaps, "words": words, "reuse": reuse}, key


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _before(old: Json) -> tuple[object, list[str], list[str], bool]:
    """The old content as its boxes would be sent."""
    written = _written(old)
    return shape.at(old, "body", "text"), list(written.values()), _lines(typed_others(old)), shape.at(old, "body", "reuse") is True


def _written(content: Json) -> dict[str, str]:
    words = {shape.text(word.get("id")): word for word in shape.rows(shape.at(content, "body", "words"))}
    key = shape.mapping(shape.at(content, "key", "gaps"))
    names = shape.ids(shape.rows(shape.at(content, "body", "gaps")))
    return {name: write_word(words.get(shape.text(key.get(name)), {"group": "1"})) for name in names}


def typed_text(content: Json) -> str:
    """What stands in the box: the text with the right word in each gap."""
    return filled(shape.text(shape.at(content, "body", "text")), _written(content))


def typed_others(content: Json) -> str:
    """The words that fit no gap, one on a line."""
    used = set(map(shape.text, shape.mapping(shape.at(content, "key", "gaps")).values()))
    words = shape.rows(shape.at(content, "body", "words"))
    return "\n".join(write_word(word) for word in words if shape.text(word.get("id")) not in used)


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """The word chosen for each gap."""
    return one_for_each(content, "gaps", form, prefix)

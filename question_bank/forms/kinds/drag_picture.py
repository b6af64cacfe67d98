"""Things to be put on a picture: the picture, its spots, and what belongs on each."""

from __future__ import annotations

from itertools import islice

from question_bank.forms.kinds.pictures import picture_of, place_rows, score_table_of, wholes
from question_bank.forms.rows import rows_of, with_ids
from question_bank.forms.sending import Json, Sending, one_for_each
from question_bank.forms.sent import Content, Read, Sent
from question_bank.kinds import shape
from question_bank.kinds.drag_picture import settled


def content_of(sent: Sent) -> Read:
    rows = with_ids(place_rows(sent, "body.spots"), (f"s{n}" for n in range(1, 100)))
    spots = [_spot(sent, row) for row in rows]
    item_rows = rows_of(sent.fields, "body.items")
    typed = {row.get("id", ""): sent.typed.line(row["text"]) for row in item_rows if row.get("text")}
    items = _items(sent, [text for text in typed.values() if text])
    name_of = {item["text"]: item["id"] for item in items}
    if sent.is_going_on:
        names = {item["id"] for item in items}
        free = (name for n in range(1, 200) if (name := f"i{n}") not in names)
        items += [{"id": name, "text": ""} for name in islice(free, max(0, len(item_rows) - len(items)))]
    places = {row["id"]: name_of[typed[row["item"]]] for row in rows if row.get("item") in typed}
    return {**picture_of(sent), "spots": spots, "items": items}, {"places": places, **score_table_of(sent, len(spots))}


def _spot(sent: Sent, row: dict[str, str]) -> Content:
    made: Content = {"id": row["id"], "at": wholes(row.get("at", ""))}
    return {**made, "text": sent.typed.line(row["text"])} if row.get("text") else made


def _items(sent: Sent, texts: list[str]) -> list[Content]:
    """The old names and places where the texts are the same, so that nothing changes that nobody changed."""
    old = shape.rows(shape.at(sent.old, "body", "items"))
    if old and sorted(shape.text(row.get("text")) for row in old) == sorted(texts):
        return [dict(row) for row in old]
    return settled(texts) or [{"id": "i1", "text": ""}, {"id": "i2", "text": ""}]


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """The item for each spot."""
    return one_for_each(content, "spots", form, prefix)

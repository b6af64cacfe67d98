"""Places on a picture: the picture, the zones, and the points that were put."""

from __future__ import annotations

from question_bank.forms.kinds.pictures import picture_of, place_rows, score_table_of, wholes
from question_bank.forms.rows import letters, with_ids
from question_bank.forms.sending import Json, Sending
from question_bank.forms.sent import Content, Read, Sent, whole
from question_bank.kinds import shape
from question_bank.kinds.hotspot import MOST_POINTS


def content_of(sent: Sent) -> Read:
    rows = with_ids(place_rows(sent, "key.zones"), (f"z{n}" for n in range(1, 100)))
    zones = [{"id": row["id"], "shape": row.get("shape", ""), "at": wholes(row.get("at", ""))} for row in rows]
    points = whole(sent.get("body.points") or "1")
    body: Content = {**picture_of(sent), "points": points}
    names = with_ids([row for row in place_rows(sent, "body.places") if sent.keeps(row, "text")], letters())
    if names:
        body["places"] = [{"id": row["id"], "text": sent.typed.line(row.get("text", "")), "at": wholes(row.get("at", ""))} for row in names]
    return body, {"zones": zones, **score_table_of(sent, points if isinstance(points, int) else MOST_POINTS)}


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """A pair of numbers for each point: a place chosen by its name, else what was typed."""
    most = shape.at(content, "body", "points")
    sent = [_point(form, f"{prefix}-{n}") for n in range(1, (most if isinstance(most, int) else 1) + 1)][:MOST_POINTS]
    return [point for point in sent if any(each != "" for each in point)]


def _point(form: Sending, name: str) -> list[object]:
    named = form.get(name, "").split(",")
    typed = named if len(named) == 2 else [form.get(f"{name}-x", ""), form.get(f"{name}-y", "")]
    return [whole(each) for each in typed]

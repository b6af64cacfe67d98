"""A programme: its language, limits, examples and hidden tests."""

from __future__ import annotations

import re

from question_bank.forms.rows import MOST_ROWS, with_ids
from question_bank.forms.sending import Json, Sending
from question_bank.forms.sent import Content, Read, Sent, number, whole


def content_of(sent: Sent) -> Read:
    limits = {name: whole(sent.get(f"body.{name}")) for name in ("seconds", "memory_mb", "output_kb")}
    body: Content = {"language": sent.get("body.language"), "starter": _kept(sent, "body.starter"), **limits}
    body["examples"] = [_test(row) for row in _rows(sent, "body.examples", "e")]
    tests = [{**_test(row), "share": number(row["share"] or "1")} for row in _rows(sent, "key.tests", "t")]
    return body, {"tests": tests, "solution": _kept(sent, "key.solution")}


def raw_answer(content: Json, form: Sending, prefix: str) -> object:
    """The source."""
    return {"text": form.get(prefix, "")}


def _rows(sent: Sent, place: str, letter: str) -> list[dict[str, str]]:
    """The rows with something in them. Spaces that an input or an output begins with say something, so they stay."""
    places = (re.fullmatch(re.escape(place) + r"\.(\d{1,4})\.output", name) for name in sent.fields)
    numbers = sorted({int(found[1]) for found in places if found})[:MOST_ROWS]
    rows = [{name: _kept(sent, f"{place}.{n}.{name}") for name in ("id", "input", "output", "share")} for n in numbers]
    return with_ids([row for row in rows if sent.keeps(row, "input", "output")], (f"{letter}{n}" for n in range(1, 100)))


def _test(row: dict[str, str]) -> Content:
    return {name: row[name] for name in ("id", "input", "output")}


def _kept(sent: Sent, name: str) -> str:
    return sent.fields.get(name, "").replace("\r\n", "\n").replace("\r", "\n").rstrip()

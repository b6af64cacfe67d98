"""What the person who checks an import makes of a question without options: an answer typed into one field, an essay or none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from question_bank.kinds import national_number, shape, written_number
from question_bank.kinds.registry import kind_of

Document = Mapping[str, Any]
_TYPED = ("short_answer", "numerical")
_LISTS = {"single_choice": "options", "multiple_choice": "options", "true_false_group": "statements"}
_MEASURED = re.compile(r"(\S+)(?:\s*±\s*(\S+))?(?:\s+(\S.*))?")
_LINES = 10
LONGEST = 200
"""Characters of an answer."""


def is_open(kind: str, content: Document) -> bool:
    """Whether its answer is typed or written: also a choice of which the file shows no option."""
    return kind in (*_TYPED, "essay") or (kind in _LISTS and not shape.rows(shape.at(content, "body", _LISTS[kind])))


def answer_of(kind: str, content: Document) -> str:
    """The answer as it would be typed: "2,5", "9,8 ± 0,1 m/s", a word; "" for none."""
    return kind_of(kind).key(content) if kind in _TYPED else ""


def answered(kind: str, content: Document, text: str) -> tuple[str, dict[str, Any]]:
    """(kind, content) with that answer; what it looks like says which kind. Further answers of the file stay below it."""
    text = " ".join(text.split())
    measured = _MEASURED.fullmatch(text)
    if national_number.value_of(national_number.with_comma(text)) is not None and kind != "numerical":
        return _short(kind, content, national_number.with_comma(text), "national")
    if measured and written_number.parse(measured[1]) is not None and (kind == "numerical" or measured[2] or not measured[3]):
        return _numerical(kind, content, *measured.groups(default=""))
    return _short(kind, content, text, "text")


def turned(kind: str, content: Document, read_key: Document) -> tuple[str, dict[str, Any]]:
    """To an essay; an essay to what the file was read as, else to a short answer that is still to be typed."""
    if kind != "essay":
        return _essay(content, read_key)
    read_as = next((name for name, said in _SAID_BY.items() if said in read_key), "short_answer")
    if read_as in _LISTS:
        return read_as, {**_kept(content), "body": {_LISTS[read_as]: []}, "key": dict(read_key)}
    read = shape.rows(read_key.get("accepted"))
    kind, made = answered("essay", content, next((shape.text(row.get("text", row.get("value"))) for row in read), ""))
    return kind, {**made, "key": dict(read_key)} if read else made


_SAID_BY = {"single_choice": "right", "multiple_choice": "weights", "true_false_group": "truths"}


def _short(kind: str, content: Document, text: str, form: str) -> tuple[str, dict[str, Any]]:
    was = shape.mapping(content.get("body")) if kind == "short_answer" else {}
    others = _others(kind, content) if kind == "short_answer" and was.get("format") == form else []
    sensitive = {"case_sensitive": was["case_sensitive"]} if form == "text" and "case_sensitive" in was else {}
    key = {"accepted": [{"text": text, "fraction": "1"}, *others]}
    return "short_answer", {**_kept(content), "body": {"format": form, **sensitive}, "key": key}


def _numerical(kind: str, content: Document, value: str, tolerance: str, unit: str) -> tuple[str, dict[str, Any]]:
    others = _others(kind, content) if kind == "numerical" else []
    row = {"value": _canonical(value), "tolerance": _canonical(tolerance or "0"), "fraction": "1"}
    return "numerical", {**_kept(content), "body": {"unit": unit}, "key": {"accepted": [row, *others]}}


def _others(kind: str, content: Document) -> list[Document]:
    """The answers below the first that earns all."""
    rows = shape.rows(shape.at(content, "key", "accepted"))
    full = next((n for n, row in enumerate(rows) if shape.decimal(row.get("fraction")) == 1), None)
    return [row for n, row in enumerate(rows) if n != full]


def _essay(content: Document, read_key: Document) -> tuple[str, dict[str, Any]]:
    model, explanation = shape.text(read_key.get("model_answer")), shape.text(content.get("explanation"))
    is_moved = bool(model) and model == explanation
    key = {"rubric": shape.rows(read_key.get("rubric")), "model_answer": model if is_moved else ""}
    return "essay", {**_kept(content), "body": {"lines": _LINES}, "key": key, "explanation": "" if is_moved else explanation}


def _kept(content: Document) -> dict[str, Any]:
    """The stem and the explanation; a model answer goes on as the explanation."""
    model = shape.text(shape.at(content, "key", "model_answer"))
    return {"stem": shape.text(content.get("stem")), "explanation": shape.text(content.get("explanation")) or model}


def _canonical(text: str) -> str:
    number = written_number.parse(text)
    return text if number is None else written_number.canonical(number)

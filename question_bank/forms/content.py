"""A question's content from the editor's fields, one reader a kind. Whatever is typed comes through; the kind's check judges it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from question_bank.forms.rows import Fields, letters, rows_of, with_ids
from question_bank.kinds import shape
from question_bank.kinds.matching import pair_up
from question_bank.kinds.registry import KINDS
from question_bank.kinds.true_false_group import NATIONAL_TABLE
from question_bank.rules import writing

Content = dict[str, Any]
_PARAGRAPHS = {"stem", "explanation", "key.model_answer"}
_BLOCK_END = re.compile(r"(</(?:p|table|tbody|thead|tr|ul|ol|li|div|figure|pre)>|<(?:table|tbody|thead|ul|ol)>)(?=<)")
"""Where html that must be shown as html may break its line without changing what it says."""


class Typed:
    """What stands in the boxes: text for html, and html for text. A box nobody touched gives back the html it came from."""

    def __init__(self, kind: str, old: Mapping[str, Any]) -> None:
        self._lines: dict[str, str] = {}
        self._paragraphs: dict[str, str] = {}
        for place, html in KINDS[kind].texts(old):
            if place in _PARAGRAPHS:
                self._paragraphs[_box(html)] = html
            else:
                self._lines[_box(html)] = html

    def line(self, text: str) -> str:
        """Html of a one-line box."""
        text = _tidy(text)
        return self._lines[text] if text in self._lines else writing.line(text)

    def paragraphs(self, text: str) -> str:
        """Html of a box of paragraphs."""
        text = _tidy(text)
        return self._paragraphs[text] if text in self._paragraphs else writing.paragraphs(text)


def typed_content(kind: str, content: Mapping[str, Any]) -> Content:
    """`content` with every html field as it stands in its box."""
    return KINDS[kind].map_html(content, _box)


def content_from(kind: str, fields: Fields, ticked: Callable[[str], list[str]], old: Mapping[str, Any]) -> Content:
    """The content that `fields` describe; `ticked(name)` lists a group of checkboxes. `old` keeps what the form does not show."""
    typed = Typed(kind, old)
    body, key = _READERS[kind](_Sent(fields, ticked, typed, old))
    stem, explanation = (typed.paragraphs(fields.get(name, "")) for name in ("stem", "explanation"))
    return {"stem": stem, "body": body, "key": key, "explanation": explanation}


class _Sent:
    """One submission, as the readers ask for it."""

    def __init__(self, fields: Fields, ticked: Callable[[str], list[str]], typed: Typed, old: Mapping[str, Any]) -> None:
        self.fields, self.ticked, self.typed, self.old = fields, ticked, typed, old

    def get(self, name: str) -> str:
        return self.fields.get(name, "").strip()

    def texts(self, place: str, *, at_least: int, kept: set[str] | None = None) -> list[Content]:
        """Rows of {id, text, feedback?, pinned?}; an empty row goes, unless its id is in `kept` or too few would stay."""
        rows = with_ids(rows_of(self.fields, place), letters())
        written = [row for row in rows if row.get("text") or row.get("feedback") or row["id"] in (kept or ())]
        spare = [row for row in rows if row not in written][: max(0, at_least - len(written))]
        return [self._text_row(row) for row in rows if row in written or row in spare]

    def _text_row(self, row: dict[str, str]) -> Content:
        made: Content = {"id": row["id"], "text": self.typed.line(row.get("text", ""))}
        if row.get("pinned"):
            made["pinned"] = True
        if row.get("feedback"):
            made["feedback"] = self.typed.line(row["feedback"])
        return made

    def accepted(self, name: str) -> list[Content]:
        """Rows of accepted answers; a share left out is the whole."""
        rows = [row for row in rows_of(self.fields, "key.accepted") if row.get(name) or row.get("feedback")]
        return [self._accepted_row(row, name) for row in rows]

    def _accepted_row(self, row: dict[str, str], name: str) -> Content:
        made: Content = {name: row.get(name, ""), "fraction": number(row.get("fraction") or "1")}
        if name == "value":
            made["tolerance"] = number(row.get("tolerance") or "0")
        if row.get("feedback"):
            made["feedback"] = self.typed.line(row["feedback"])
        return made


def _single_choice(sent: _Sent) -> tuple[Content, Content]:
    right = sent.get("key.right")
    options = sent.texts("body.options", at_least=2, kept={right} if right else None)
    key: Content = {"right": right}
    partial = shape.mapping(shape.at(sent.old, "key", "partial"))
    kept = {name: share for name, share in partial.items() if name in {row["id"] for row in options}}
    return {"options": options}, {**key, "partial": kept} if kept else key


def _multiple_choice(sent: _Sent) -> tuple[Content, Content]:
    ticked = sent.ticked("key.ticked")
    options = sent.texts("body.options", at_least=2, kept=set(ticked))
    ids = [row["id"] for row in options]
    if sent.get("key.mode") == "own":
        own = {name: number(sent.get(f"key.weights.{name}")) for name in ids}
        return {"options": options}, {"weights": {name: weight for name, weight in own.items() if weight not in ("", "0")}}
    return {"options": options}, {"weights": even_weights([name for name in ids if name in ticked])}


def even_weights(ticked: list[str]) -> dict[str, str]:
    """The points shared evenly by the right options."""
    if not ticked:
        return {}
    share = (Decimal(1) / len(ticked)).quantize(Decimal("0.00001")).normalize()
    return {name: f"{share:f}" for name in ticked}


def _true_false_group(sent: _Sent) -> tuple[Content, Content]:
    statements = sent.texts("body.statements", at_least=1)
    chosen = {row["id"]: sent.get(f"key.truths.{row['id']}") for row in statements}
    truths = {name: value == "true" for name, value in chosen.items() if value in ("true", "false")}
    key: Content = {"truths": truths}
    table = _score_table(sent, len(statements))
    return {"statements": statements}, {**key, "score_table": table} if table is not None else key


def _score_table(sent: _Sent, count: int) -> Content | None:
    mode = sent.get("key.table")
    if mode == "national" and count == len(NATIONAL_TABLE):
        return dict(NATIONAL_TABLE)
    if mode == "own":
        typed = {str(n): number(sent.get(f"key.score_table.{n}")) for n in range(1, count + 1)}
        return {right: share for right, share in typed.items() if share}
    if mode == "kept":
        old = shape.at(sent.old, "key", "score_table")
        return dict(old) if isinstance(old, dict) else None
    shares = ((Decimal(n) / max(1, count)).quantize(Decimal("0.00001")).normalize() for n in range(1, count + 1))
    return {str(n): f"{share:f}" for n, share in enumerate(shares, start=1)}


def _short_answer(sent: _Sent) -> tuple[Content, Content]:
    body: Content = {"format": sent.get("body.format")}
    if sent.get("body.case_sensitive"):
        body["case_sensitive"] = True
    elif "case_sensitive" in shape.mapping(sent.old.get("body")):
        body["case_sensitive"] = False
    return body, {"accepted": sent.accepted("text")}


def _numerical(sent: _Sent) -> tuple[Content, Content]:
    unit = sent.get("body.unit")
    body = {"unit": unit} if unit or "unit" in shape.mapping(sent.old.get("body")) else {}
    return body, {"accepted": sent.accepted("value")}


def _matching(sent: _Sent) -> tuple[Content, Content]:
    sent_rows = rows_of(sent.fields, "pairs")
    rows = [row for row in sent_rows if row.get("prompt") or row.get("choice")] or sent_rows[:2]
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


def _essay(sent: _Sent) -> tuple[Content, Content]:
    lines = sent.get("body.lines") or "0"
    rows = [row for row in rows_of(sent.fields, "key.rubric") if row.get("text") or row.get("fraction")]
    rows = with_ids(rows, (f"r{n}" for n in range(1, 100)))
    rubric = [{"id": r["id"], "text": sent.typed.line(r.get("text", "")), "fraction": number(r.get("fraction", ""))} for r in rows]
    model_answer = sent.typed.paragraphs(sent.get("key.model_answer"))
    return {"lines": int(lines) if lines.isdecimal() and len(lines) < 6 else -1}, {"rubric": rubric, "model_answer": model_answer}


def _description(sent: _Sent) -> tuple[Content, Content]:
    return {}, {}


_READERS: dict[str, Callable[[_Sent], tuple[Content, Content]]] = {
    "single_choice": _single_choice,
    "multiple_choice": _multiple_choice,
    "true_false_group": _true_false_group,
    "short_answer": _short_answer,
    "numerical": _numerical,
    "matching": _matching,
    "essay": _essay,
    "description": _description,
}


def number(text: str) -> str:
    """A share as a person writes it: a comma is a point, 50% is 0.5."""
    text = text.replace(" ", "").replace(",", ".")
    if text.endswith("%") and shape.decimal(text[:-1]) is not None:
        return f"{(Decimal(text[:-1]) / 100).normalize():f}"
    return text


def _box(html: str) -> str:
    if html.startswith("<p>") and (text := writing.typed_paragraphs(html)) != html:
        return _tidy(text)
    return _BLOCK_END.sub(r"\1\n", _tidy(writing.typed_line(html)))


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()

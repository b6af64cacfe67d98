"""One submission of the editor, as the readers of the kinds ask for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from question_bank.forms.rows import Fields, letters, rows_of, with_ids
from question_bank.kinds import shape
from question_bank.kinds.registry import KINDS
from question_bank.rules import writing

Content = dict[str, Any]
Read = tuple[Content, Content]
"""The body and the key of a content."""
_WHOLE = re.compile(r"-?[0-9]{1,6}")
_PARAGRAPHS = {"stem", "explanation", "key.model_answer", "body.text"}
_MADE = ("body.variants.", "key.variants.")
"""What nobody typed: it is worked out."""
KEEP = "keep"
"""What the button that puts unfinished work aside asks for; with `:over`, in the place of what was put aside before."""
_BLOCK_END = re.compile(r"(</(?:p|table|tbody|thead|tr|ul|ol|li|div|figure|pre)>|<(?:table|tbody|thead|ul|ol)>)(?=<)")
"""Where html that must be shown as html may break its line without changing what it says."""


class Typed:
    """What stands in the boxes: text for html, and html for text. A box nobody touched gives back the html it came from."""

    def __init__(self, kind: str, old: Mapping[str, Any]) -> None:
        self._lines: dict[str, str] = {}
        self._paragraphs: dict[str, str] = {}
        for place, html in KINDS[kind].texts(old):
            if place.startswith(_MADE):
                continue
            if place in _PARAGRAPHS:
                self._paragraphs[box(html)] = html
            else:
                self._lines[box(html)] = html

    def line(self, text: str) -> str:
        """Html of a one-line box."""
        text = _tidy(text)
        return self._lines[text] if text in self._lines else writing.line(text)

    def paragraphs(self, text: str) -> str:
        """Html of a box of paragraphs."""
        text = _tidy(text)
        return self._paragraphs[text] if text in self._paragraphs else writing.boxed(text)


class Sent:
    """One submission, as the readers ask for it."""

    def __init__(self, fields: Fields, ticked: Callable[[str], list[str]], typed: Typed, old: Mapping[str, Any]) -> None:
        self.fields, self.ticked, self.typed, self.old = fields, ticked, typed, old

    def get(self, name: str) -> str:
        return self.fields.get(name, "").strip()

    @property
    def is_going_on(self) -> bool:
        """Whether a button was pressed that only changes the parts or puts the work aside: somebody is still writing, so no empty row goes."""
        return self.get("act").startswith(("part-", KEEP))

    def keeps(self, row: Mapping[str, str], *names: str) -> bool:
        """Whether a row stays: one with something in those boxes; any while somebody is still writing."""
        return self.is_going_on or any(row.get(name) for name in names)

    def texts(self, place: str, *, at_least: int, kept: set[str] | None = None) -> list[Content]:
        """Rows of {id, text, feedback?, pinned?}; an empty row goes, unless its id is in `kept` or too few would stay."""
        rows = with_ids(rows_of(self.fields, place), letters())
        written = [row for row in rows if row.get("text") or row.get("feedback") or row["id"] in (kept or ())]
        too_few = len(rows) if self.is_going_on else at_least
        spare = [row for row in rows if row not in written][: max(0, too_few - len(written))]
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
        rows = [row for row in rows_of(self.fields, "key.accepted") if self.keeps(row, name, "feedback") or _has_terms(row)]
        return [self._accepted_row(row, name) for row in rows]

    def _accepted_row(self, row: dict[str, str], name: str) -> Content:
        made: Content = {name: row.get(name, ""), "fraction": number(row.get("fraction") or "1")}
        if name == "value":
            made["tolerance"] = number(row.get("tolerance") or "0")
        if row.get("feedback"):
            made["feedback"] = self.typed.line(row["feedback"])
        return made


def _has_terms(row: Mapping[str, str]) -> bool:
    """Whether a share or a tolerance was written that a blank row does not have."""
    return (number(row.get("fraction") or "1"), number(row.get("tolerance") or "0")) != ("1", "0")


def number(text: str) -> str:
    """A share as a person writes it: a comma is a point, 50% is 0.5."""
    text = text.replace(" ", "").replace(",", ".")
    if text.endswith("%") and shape.decimal(text[:-1]) is not None:
        return f"{(Decimal(text[:-1]) / 100).normalize():f}"
    return text


def whole(text: str) -> object:
    """A whole number; anything else as it was typed, for the check to refuse."""
    text = text.strip()
    return int(text) if _WHOLE.fullmatch(text) else text[:20]


def box(html: str) -> str:
    if html.startswith("<p>") and (text := writing.typed_boxed(html)) != html:
        return _tidy(text)
    return _BLOCK_END.sub(r"\1\n", _tidy(writing.typed_line(html)))


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()

"""A stretch of text whose every character knows how it looked in Word, and what stands in it that is no character."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from core.words import Message

THING = "\ufffc"
"""Stands in the text for a formula, a picture or a table."""
_SPACES = re.compile(r"[ \t\u00a0]+")


class Marks(NamedTuple):
    """How a character looks. `colour` is six lower-case hex digits, "" for the usual one; `script` is "", "sub" or "sup"."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    script: str = ""
    colour: str = ""
    highlight: bool = False
    old_font: str = ""


PLAIN = Marks()


@dataclass(frozen=True, slots=True)
class Thing:
    """What is no character: its html ("" for what was lost altogether), words for comparing, picture names, what is to be said."""

    html: str
    words: str = ""
    media: tuple[str, ...] = ()
    reasons: tuple[Message, ...] = ()
    is_block: bool = False


Cell = Marks | Thing


@dataclass(frozen=True, slots=True)
class Rich:
    """Text, and for each of its characters the marks or the thing."""

    text: str = ""
    cells: tuple[Cell, ...] = ()

    def __getitem__(self, part: slice) -> Rich:
        return Rich(self.text[part], self.cells[part])

    def __add__(self, other: Rich) -> Rich:
        return Rich(self.text + other.text, self.cells + other.cells)

    @property
    def things(self) -> Iterator[Thing]:
        """The things in it, in order."""
        return (cell for cell in self.cells if isinstance(cell, Thing))

    @property
    def marks(self) -> list[Marks]:
        """The marks of what can be seen: spaces and things left out."""
        return [cell for c, cell in zip(self.text, self.cells, strict=True) if isinstance(cell, Marks) and not c.isspace()]

    def stripped(self) -> Rich:
        """Without spaces at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : len(self.text.rstrip())] if self.text.strip() else Rich()

    def split(self, at: str) -> list[Rich]:
        """The stretches between occurrences of a character."""
        parts, last = [], 0
        for index, c in enumerate(self.text):
            if c == at:
                parts.append(self[last:index])
                last = index + 1
        return [*parts, self[last:]]

    def unmarked(self, *names: str) -> Rich:
        """Without those marks: what told the right answer must not be shown."""
        off = {name: getattr(PLAIN, name) for name in names}
        return Rich(self.text, tuple(cell._replace(**off) if isinstance(cell, Marks) else cell for cell in self.cells))

    def words(self) -> str:
        """The text with formulas spelled out, for reading a typed answer."""
        return "".join(cell.words if isinstance(cell, Thing) else c for c, cell in zip(self.text, self.cells, strict=True))

    def html(self, with_colours: bool = False) -> str:
        """Inline html; a run of spaces is one, a line end is <br>. `with_colours` as it was on the page: <mark> where there was a
        highlight, <ins> where there was a colour."""
        parts: list[str] = []
        for key, group in groupby(zip(self.text, self.cells, strict=True), key=lambda pair: pair[1]):
            if isinstance(key, Thing):
                parts += [key.html for _ in group]
            else:
                parts.append(_tagged("".join(c for c, _ in group), key, with_colours))
        return "".join(parts).strip()


def plain(text: str, marks: Marks = PLAIN) -> Rich:
    """Text that looks alike throughout."""
    return Rich(text, (marks,) * len(text))


def thing(found: Thing) -> Rich:
    """One thing."""
    return Rich(THING, (found,))


def joined(parts: Iterable[Rich]) -> Rich:
    """All parts in a row."""
    found = list(parts)
    return Rich("".join(part.text for part in found), tuple(cell for part in found for cell in part.cells))


def paragraphs(lines: Sequence[Rich]) -> str:
    """Html of several lines: one alone needs no tags, tables stand between paragraphs."""
    shown = [(line, made) for line in lines if (made := line.html())]
    if len(shown) == 1:
        return shown[0][1]
    return "".join(made if _is_block(line) else f"<p>{made}</p>" for line, made in shown)


def _is_block(line: Rich) -> bool:
    return any(each.is_block for each in line.things)


def page(lines: Iterable[Rich]) -> str:
    """Html of lines as they stood on the page, colours too."""
    return "".join(made if _is_block(line) else f"<p>{made}</p>" for line in lines if (made := line.html(with_colours=True)))


def _tagged(text: str, marks: Marks, with_colours: bool) -> str:
    made = _SPACES.sub(" ", html.escape(text, quote=False)).replace("\n", "<br>")
    if not text.strip():
        return made
    opening, closing = _tags(marks, with_colours)
    return f"{opening}{made}{closing}"


@lru_cache(maxsize=512)
def _tags(marks: Marks, with_colours: bool) -> tuple[str, str]:
    names = [
        name
        for name, is_on in (
            ("b", marks.bold),
            ("i", marks.italic),
            ("u", marks.underline),
            ("s", marks.strike),
            (marks.script, marks.script),
            ("mark", with_colours and marks.highlight),
            ("ins", with_colours and marks.colour),
        )
        if is_on
    ]
    return "".join(f"<{name}>" for name in names), "".join(f"</{name}>" for name in reversed(names))

"""A GIFT file cut into questions: blank lines, comments, categories. What a question says is in gift_syntax.

Moodle's rule is that a blank line ends a question. Two common slips are forgiven, because nothing can be
misread by it: a blank line inside the braces of an answer, and a new ``::title::`` right after a ``}``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from question_bank.formats import gift_signs

_CATEGORY = "$CATEGORY:"
_ID = re.compile(r"\[id:([^\[\]\n]{1,200})\]")
_TAG = re.compile(r"\[tag:([^\[\]\n]{1,200})\]")


@dataclass(slots=True)
class Block:
    """One question's lines (escapes still marked, see gift_signs), where it starts, and its comments."""

    line: int
    category: str
    comments: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def external_id(self) -> str:
        found = _ID.search("\n".join(self.comments))
        return found.group(1).strip() if found else ""

    @property
    def tags(self) -> tuple[str, ...]:
        found = _TAG.findall("\n".join(self.comments))
        return tuple(dict.fromkeys(tag.strip() for tag in found))


def split(text: str) -> Iterator[Block | str]:
    """Questions in file order; a str is a category that starts there."""
    return _Splitter(gift_signs.mark_escapes(text).split("\n")).run()


class _Splitter:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._next_brace = _next_braces(lines)
        self._block: Block | None = None
        self._comments: list[str] = []
        self._category = ""
        self._open = False
        self._closed = False

    def run(self) -> Iterator[Block | str]:
        for index, line in enumerate(self._lines):
            said = line.strip()
            if said.startswith("//"):
                self._comment(said)
            elif not said:
                if not (self._open and self._next_brace[index] == "}"):
                    yield from self._finish()
                    self._comments = []
            elif not self._open and said.startswith(_CATEGORY):
                yield from self._finish()
                self._comments = []
                self._category = gift_signs.restore(said[len(_CATEGORY) :]).strip()
                yield self._category
            else:
                if self._closed and said.startswith("::"):
                    yield from self._finish()
                self._add(index, line)
        yield from self._finish()

    def _comment(self, said: str) -> None:
        said = gift_signs.as_written(said)
        # After the braces a comment may belong to the next question, if one follows at once.
        if self._block is None or self._closed:
            self._comments.append(said)
        else:
            self._block.comments.append(said)

    def _add(self, index: int, line: str) -> None:
        if self._block is None:
            self._block = Block(index + 1, self._category, self._comments)
            self._comments = []
        self._block.lines.append(line)
        opened, closed = line.rfind("{"), line.rfind("}")
        if opened != closed:
            self._open, self._closed = opened > closed, closed > opened

    def _finish(self) -> Iterator[Block]:
        if self._block is not None:
            yield self._block
        self._block, self._open, self._closed = None, False, False


def _next_braces(lines: list[str]) -> list[str]:
    """For each line the first brace on it or below, "" when there is none. Comments do not count."""
    found, following = "", []
    for line in reversed(lines):
        if not line.lstrip().startswith("//"):
            opened, closed = line.find("{"), line.find("}")
            if opened >= 0 or closed >= 0:
                found = "{" if closed < 0 or 0 <= opened < closed else "}"
        following.append(found)
    following.reverse()
    return following

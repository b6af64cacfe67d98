"""Tables of two columns to match, `1) …` beside `A. …`, and what an answer such as "1-B, 2-A" says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from question_bank.formats.word.document import Table
from question_bank.formats.word.lines import lines_of
from question_bank.formats.word.rich import Rich

_PROMPT = re.compile(r"()(\d{1,2})\s{0,2}[.)]\s*")
_CHOICE = re.compile(r"(#?)([A-Z])\s{0,2}[.)]\s*")
_PAIR = re.compile(r"(?<!\w)(\d{1,2})\s{0,2}(?:[-–—→:=.)]|=>)?\s{0,2}([A-Z])(?!\w)")
_BETWEEN = re.compile(r"[\s,;.]*")


@dataclass(slots=True)
class Side:
    """What stands behind a label: its lines, and whether it keeps its place."""

    lines: list[Rich]
    is_pinned: bool = False


@dataclass(slots=True)
class Pairs:
    """Both columns in the order of the page: prompts are numbered from 1, choices lettered from A."""

    prompts: list[Side] = field(default_factory=list)
    choices: list[Side] = field(default_factory=list)

    def matched(self, text: str) -> dict[int, str]:
        """{1: "B", …} when the text says that of every prompt and nothing else; else nothing."""
        found = {int(number): letter for number, letter in _PAIR.findall(text)}
        is_all = sorted(found) == list(range(1, len(self.prompts) + 1)) and not _BETWEEN.sub("", _PAIR.sub("", text))
        return found if is_all and all(ord(letter) - ord("A") < len(self.choices) for letter in found.values()) else {}


def pairs_of(table: Table) -> Pairs | None:
    """The columns of a table that holds nothing else, under a row of headings or none; None for any other table."""
    found = Pairs()
    for index, cells in enumerate(table.rows):
        if len(cells) != 2:
            return None
        left, right = ([line.rich for line in lines_of(cell)] for cell in cells)
        if index == 0 and left and right and _side(left, _PROMPT, "1") is None and _side(right, _CHOICE, "A") is None:
            continue
        is_read = _take(left, _PROMPT, str(len(found.prompts) + 1), found.prompts)
        if not (is_read and _take(right, _CHOICE, chr(ord("A") + len(found.choices)), found.choices)):
            return None
    return found if found.prompts and len(found.choices) > 1 else None


def _take(lines: list[Rich], pattern: re.Pattern[str], expected: str, sides: list[Side]) -> bool:
    """Put a cell with the next number or letter on its side; an empty one is passed over."""
    side = _side(lines, pattern, expected)
    if side is not None:
        sides.append(side)
    return side is not None or not lines


def _side(lines: list[Rich], pattern: re.Pattern[str], expected: str) -> Side | None:
    found = pattern.match(lines[0].text) if lines else None
    if found is None or found[2] != expected:
        return None
    first = lines[0][found.end() :].stripped()
    return Side([*([first] if first.text else []), *lines[1:]], bool(found[1]))

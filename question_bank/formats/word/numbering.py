"""Automatic numbers: what Word shows before a paragraph and does not write in its text (numbering.xml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from question_bank.formats.word.omml import W
from question_bank.formats.xml import Element

DEEPEST = 9
_GAP = re.compile(r"%([1-9])")
_ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
    (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    separator: str


class Numbering:
    """The lists of a document. `label` must be asked paragraph by paragraph in the order of the document: it counts."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, Mapping[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def label(self, list_id: str, depth: int) -> str:
        """The label of the next paragraph of that list and depth (from 0), with what parts it from the text; "" without one."""
        abstract, starts = self._lists.get(list_id, ("", {}))
        levels = self._abstract.get(abstract, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if (list_id, depth) not in self._begun and depth in starts:
            counts[depth] = starts[depth]
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        self._begun.add((list_id, depth))
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
            self._begun.discard((list_id, deeper))
        return self._shown(level, levels, counts)

    def _shown(self, level: _Level, levels: Mapping[int, _Level], counts: Mapping[int, int]) -> str:
        if level.form == "bullet":
            return f"•{level.separator}"

        def number(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            other = levels.get(depth)
            return _spelled(counts.get(depth, other.start), other.form) if other else ""

        text = _GAP.sub(number, level.text)
        return f"{text}{level.separator}" if text else ""

    def _read(self, root: Element) -> None:
        for abstract in root.iterchildren(W + "abstractNum"):
            self._abstract[abstract.get(W + "abstractNumId", "")] = _levels(abstract)
        for number in root.iterchildren(W + "num"):
            name = _val(number, "abstractNumId")
            starts = {}
            for override in number.iterchildren(W + "lvlOverride"):
                depth = _whole(override.get(W + "ilvl"), 0)
                if (start := _val(override, "startOverride")) != "":
                    starts[depth] = _whole(start, 1)
            own = _levels_of_overrides(number)
            if own:
                copy = f"{name}/{number.get(W + 'numId', '')}"
                self._abstract[copy] = {**self._abstract.get(name, {}), **own}
                name = copy
            self._lists[number.get(W + "numId", "")] = (name, starts)


def _levels_of_overrides(number: Element) -> dict[int, _Level]:
    return {depth: level for override in number.iterchildren(W + "lvlOverride") for depth, level in _levels(override).items()}


def _levels(element: Element) -> dict[int, _Level]:
    found = {}
    for level in element.iterchildren(W + "lvl"):
        depth = _whole(level.get(W + "ilvl"), 0)
        if 0 <= depth < DEEPEST:
            separator = {"nothing": "", "space": " "}.get(_val(level, "suff"), "\t")
            found[depth] = _Level(
                _whole(_val(level, "start"), 1), _val(level, "numFmt") or "decimal", _val(level, "lvlText")[:100], separator
            )
    return found


def _val(element: Element, name: str) -> str:
    found = element.find(W + name)
    return "" if found is None else found.get(W + "val", "")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def _spelled(number: int, form: str) -> str:
    if form == "none":
        return ""
    if form in ("upperLetter", "lowerLetter") and 0 < number < _LARGEST:
        # Word goes on with AA, BB, CC after Z.
        letter = chr(ord("A") + (number - 1) % 26) * min(1 + (number - 1) // 26, 10)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    made = ""
    for value, sign in _ROMANS:
        made += sign * (number // value)
        number %= value
    return made

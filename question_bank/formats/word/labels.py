"""Labels of options (A. B. C.) and statements (a) b) c)): one a line, or several in a line parted by tabs or wide spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from question_bank.formats.word import markers
from question_bank.formats.word.rich import Marks, Rich

CAPITALS: Final = "ABCDEFGH"
SMALL: Final = "abcdefgh"
OWN_STAR: Final = "\u2060"
"""Stands, unseen, between a label and a text that begins with a star: such a star marks no answer."""
_CAPITAL: Final = re.compile(r"(?:(?<!\S)([*#]{1,2})\s?)?([A-H])\s{0,2}[.):/]\s*([*]?)")
_SMALL: Final = re.compile(r"(?:(?<!\S)([*#]{1,2})\s?)?([a-h])\s{0,2}[.)]\s*([*]?)")
_WIDE: Final = re.compile(r"\t$|\s\s$")
_LEVEL: Final = re.compile(r"\s*\[([^\[\]]{1,30})\]\s*(?=[*#]{0,2}[A-Ha-h]\s{0,2}[.)])")
_SHARE: Final = re.compile(r"\d[\d.,\s]{0,8}")


@dataclass(frozen=True, slots=True)
class Piece:
    """What one label opens: its letter in capitals, whether a star marks it, how the label looks, and the text behind it."""

    letter: str
    is_starred: bool
    label: tuple[Marks, ...]
    rich: Rich
    is_pinned: bool = False


def pieces(line: Rich, expected: str, *, small: bool = False) -> tuple[Rich, list[Piece]]:
    """What stands before the first label, and the labels of a line.

    The first label at the start of the line may be any letter; a label further on is one only when it is the letter that comes
    next (`expected` when none came yet) and stands behind a tab, two spaces or, once the line has begun with a label, one space.
    """
    text, pattern = line.text, _SMALL if small else _CAPITAL
    found = [match for match in pattern.finditer(text) if _stands_free(text, match.start())]
    first = len(text) - len(text.lstrip())
    taken: list[re.Match[str]] = []
    for match in found:
        letter = match[2].upper()
        if match.start() == first:
            taken.append(match)
            continue
        wanted = chr(ord(taken[-1][2].upper()) + 1) if taken else expected
        is_wide = _WIDE.search(text, max(0, match.start() - 2), match.start()) is not None
        if letter == wanted and (taken or is_wide):
            taken.append(match)
    if not taken:
        return line, []
    return line[: taken[0].start()], _cut(line, taken)


def inside(line: Rich) -> tuple[Rich, list[Piece]] | None:
    """Options A. B. C… that stand in order inside a stem ("Chọn: A. một B. hai C. ba"); None unless three do, or two after wide spaces."""
    text = line.text
    taken: list[re.Match[str]] = []
    for match in _CAPITAL.finditer(text):
        if _stands_free(text, match.start()) and match[2] == CAPITALS[len(taken) : len(taken) + 1]:
            taken.append(match)
    if len(taken) < 3:
        return None
    return line[: taken[0].start()], _cut(line, taken)


def starts_with(text: str, letter: str) -> bool:
    """Whether the text opens with that label (a star or a level may stand before it)."""
    pattern = _SMALL if letter.islower() else _CAPITAL
    found = pattern.match(text.lstrip())
    return found is not None and found[2] == letter


def without_level(line: Rich) -> tuple[str, Rich]:
    """A level or points in brackets before a label ("[0, NB] a) …"), and the line without them; other brackets are text."""
    found = _LEVEL.match(line.text)
    is_told = found is not None and (markers.is_tag(found[1]) or _SHARE.fullmatch(found[1]) is not None)
    return (found[1], line[found.end() :]) if found and is_told else ("", line)


def _stands_free(text: str, at: int) -> bool:
    return at == 0 or text[at - 1].isspace()


def _cut(line: Rich, taken: list[re.Match[str]]) -> list[Piece]:
    ends = [*(match.start() for match in taken[1:]), len(line.text)]
    return [_piece(line, match, end) for match, end in zip(taken, ends, strict=True)]


def _piece(line: Rich, match: re.Match[str], end: int) -> Piece:
    sign, place = match[1] or "", match.start(2)
    label = tuple(cell for cell in line.cells[place : place + 1] if isinstance(cell, Marks))
    rich = line[match.end() : end].stripped()
    rich = rich[1:] if rich.text.startswith(OWN_STAR) else rich
    return Piece(match[2].upper(), "*" in sign or bool(match[3]), label, rich, "#" in sign)

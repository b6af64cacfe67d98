"""A gradebook as a sheet of cells: what goes out to Excel, and what a sheet that comes back would change."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.errors import Invalid
from core.words import Message, say
from lms.rules.gradebook import EMPTY, Cell, Column, read_cell, refusal
from lms.rules.grades import FINAL, MIDTERM, REGULAR

CODE_HEADINGS = ("ma hs", "ma hoc sinh", "ma so", "student code", "code")
_REGULAR = re.compile(r"(?:tx|ddgtx|r)\s*(\d)")
_FIXED = {"gk": MIDTERM, "ddggk": MIDTERM, "mt": MIDTERM, "ck": FINAL, "ddgck": FINAL, "f": FINAL}


@dataclass(frozen=True)
class Pupil:
    """Who a row is about. `code` is text with its leading zeros."""

    id: int
    code: str
    name: str


@dataclass(frozen=True)
class Difference:
    """One cell that would change."""

    pupil: Pupil
    column: Column
    was: str
    text: str


@dataclass(frozen=True)
class Refused:
    """A row or cell that is not taken; `line` is its line in the sheet."""

    line: int
    what: str
    reason: Message


@dataclass(frozen=True)
class Plan:
    """What a sheet would do. `same` counts cells that stand already."""

    differences: tuple[Difference, ...]
    refused: tuple[Refused, ...]
    same: int


def compare(
    sheet: Sequence[Sequence[object]],
    columns: Sequence[Column],
    pupils: Sequence[Pupil],
    cells: Mapping[int, Mapping[int, Cell]],
    assessment: str,
) -> Plan:
    """The sheet against the gradebook. `columns` are those of one term. Raises Invalid when there is no heading with a pupil's code.

    An empty cell changes nothing: a teacher who sends one column must not lose the others.
    """
    top, code_place, places = _headings(sheet, columns)
    known = {pupil.code: pupil for pupil in pupils if pupil.code}
    differences: list[Difference] = []
    refused: list[Refused] = []
    same, seen = 0, set()
    for line, row in enumerate(sheet[top + 1 :], start=top + 2):
        code = _text(row[code_place]) if code_place < len(row) else ""
        if not code:
            continue
        pupil = known.get(code)
        if pupil is None or code in seen:
            reason = say("Mã này có hai dòng.") if pupil else say("Không có học sinh mã này trong khóa học.")
            refused.append(Refused(line, code, reason))
            continue
        seen.add(code)
        for place, column in places.items():
            text = _text(row[place]) if place < len(row) else ""
            stands = cells.get(pupil.id, {}).get(column.id, EMPTY)
            if not text:
                continue
            try:
                typed = read_cell(text, assessment)
            except ValueError:
                refused.append(Refused(line, f"{pupil.name} · {text}", refusal(assessment)))
                continue
            if typed.text == stands.text:
                same += 1
            else:
                differences.append(Difference(pupil, column, stands.text, typed.text))
    return Plan(tuple(differences), tuple(refused), same)


def _headings(sheet: Sequence[Sequence[object]], columns: Sequence[Column]) -> tuple[int, int, dict[int, Column]]:
    by_name = {(column.kind, column.position): column for column in columns}
    for top, row in enumerate(sheet[:20]):
        names = [_fold(_text(cell)) for cell in row]
        code_place = next((place for place, name in enumerate(names) if name in CODE_HEADINGS), None)
        if code_place is None:
            continue
        found = {place: by_name[key] for place, name in enumerate(names) if (key := _column_key(name)) in by_name}
        if found:
            return top, code_place, found
    raise Invalid(say("Không thấy dòng tiêu đề có cột “Mã HS” và một cột điểm (TX1, GK, CK…) trong 20 dòng đầu. Hãy dùng tệp đã xuất."))


def _column_key(name: str) -> tuple[str, int] | None:
    if name in _FIXED:
        return _FIXED[name], 1
    found = _REGULAR.fullmatch(name)
    return (REGULAR, int(found[1])) if found else None


def _text(cell: object) -> str:
    """A cell as it was typed: Excel keeps 8 as 8.0 and 8,5 as 8.5."""
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell).strip()[:40]


def _fold(text: str) -> str:
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return " ".join(bare.replace("đ", "d").replace("Đ", "D").lower().split())

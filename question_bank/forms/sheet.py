"""The sheet of a matrix as it is typed: parts across, rows down, every box a text until all of them are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar

from core.words import Message, say
from question_bank.forms.rows import Fields, rows_of
from question_bank.models import Matrix
from question_bank.operations.save_matrix import MOST_PARTS, MOST_ROWS, RowDraft
from question_bank.rules.matrix.document import counts_from, levels_from, parts_from
from question_bank.rules.matrix.table import LevelColumn, PartColumn, Place, vietnamese

T = TypeVar("T")
MOST_IN_A_CELL = 99
_COUNT = re.compile(r"counts\.(\d{1,4})\.(\d{1,2})\.(\d{1,2})")
_POINTS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,4})?")
_CODE = re.compile(r"[0-9A-Za-z]{1,8}")


@dataclass(frozen=True)
class PartTyped:
    """A part as typed. `known` is the code it was saved under, "" for a new one: its table of points is kept by that."""

    code: str = ""
    kind: str = ""
    points: str = ""
    wanted: str = ""
    known: str = ""
    name: str = ""


@dataclass(frozen=True)
class RowTyped:
    """A row as typed; `counts` by (index of the part, index of the level)."""

    topic: str = ""
    unit: str = ""
    outcomes: tuple[str, ...] = ()
    counts: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        return not self.topic and not self.unit and not any(self.counts.values())

    @property
    def topic_id(self) -> int | None:
        return _whole(self.topic)


@dataclass(frozen=True)
class Sheet:
    """All that stands in the boxes. `levels` are the matrix's own, or those of `columns` (grouped, apart) once others were asked for;
    `shares`: the points that each should have.
    """

    parts: tuple[PartTyped, ...]
    rows: tuple[RowTyped, ...]
    levels: tuple[LevelColumn, ...]
    shares: tuple[str, ...]
    columns: str = ""

    @property
    def is_apart(self) -> bool:
        """Whether every level has a column of its own."""
        return all(len(level.codes) == 1 for level in self.levels)

    def with_levels(self, levels: tuple[LevelColumn, ...], columns: str) -> Sheet:
        """The same questions in other columns; what stood in columns that become one is added up."""
        goes = [next(v for v, level in enumerate(levels) if old.codes[0] in level.codes) for old in self.levels]
        rows = tuple(replace(row, counts=_gathered(row.counts, goes)) for row in self.rows)
        points = [
            sum((_points(typed) or Decimal(0) for v, typed in zip(goes, self.shares, strict=True) if v == at), Decimal(0))
            for at in range(len(levels))
        ]
        return replace(self, rows=rows, levels=levels, shares=tuple(vietnamese(each) if each else "" for each in points), columns=columns)

    def with_row(self) -> Sheet:
        return replace(self, rows=(*self.rows, RowTyped())) if len(self.rows) < MOST_ROWS else self

    def with_part(self) -> Sheet:
        return replace(self, parts=(*self.parts, PartTyped(code=_next_code(self.parts)))) if len(self.parts) < MOST_PARTS else self

    def without_row(self, index: int) -> Sheet:
        return replace(self, rows=_without(self.rows, index))

    def without_part(self, index: int) -> Sheet:
        """The part goes with its counts; those of the parts after it move up."""
        rows = tuple(replace(row, counts=_moved(row.counts, index)) for row in self.rows)
        return replace(self, parts=_without(self.parts, index), rows=rows)

    def moved_up(self, index: int) -> Sheet:
        if not 0 < index < len(self.rows):
            return self
        rows = list(self.rows)
        rows[index - 1], rows[index] = rows[index], rows[index - 1]
        return replace(self, rows=tuple(rows))

    def total(self, part: int | None = None, level: int | None = None, row: RowTyped | None = None) -> int:
        """Questions in those columns, of all rows or of one; what is no number counts nothing."""
        chosen = self.rows if row is None else (row,)
        return sum(_whole(n) or 0 for each in chosen for (p, v), n in each.counts.items() if part in (None, p) and level in (None, v))

    def points(self, level: int | None = None, row: RowTyped | None = None) -> Decimal:
        """The points of the same questions."""
        return sum(((_points(x.points) or Decimal(0)) * self.total(p, level, row) for p, x in enumerate(self.parts)), Decimal(0))


def sheet_of(matrix: Matrix) -> Sheet:
    """A kept matrix in boxes."""
    parts, levels = parts_from(matrix.parts), levels_from(matrix.levels)
    codes, names = [x.code for x in parts], [x.code for x in levels]
    typed = tuple(PartTyped(x.code, x.kind, vietnamese(x.points), "" if x.wanted is None else str(x.wanted), x.code, x.name) for x in parts)
    rows = tuple(
        RowTyped(
            str(row.topic_id or ""), row.unit, tuple(str(n) for n in row.outcome_ids),
            {(codes.index(p), names.index(v)): str(n) for (p, v), n in counts_from(row.counts).items() if p in codes and v in names},
        )
        for row in matrix.rows
    )  # fmt: skip
    return Sheet(typed, rows, levels, tuple("" if x.share is None else vietnamese(x.share) for x in levels))


def sheet_from(fields: Fields, ticked: Callable[[str], list[str]], levels: tuple[LevelColumn, ...]) -> Sheet:
    """What was sent. `ticked` gives every value of a name: the outcomes of a row are boxes of one name."""
    names = ("code", "kind", "points", "wanted", "known", "name")
    parts = tuple(PartTyped(*(row.get(name, "")[:40] for name in names)) for row in rows_of(fields, "parts")[: MOST_PARTS + 1])
    numbers = sorted({int(name.split(".")[1]) for name in fields if re.fullmatch(r"rows\.\d{1,4}\.(topic|unit)", name)})
    counts = _counts(fields, len(parts), len(levels))
    rows = tuple(
        RowTyped(
            fields.get(f"rows.{n}.topic", "")[:12], fields.get(f"rows.{n}.unit", "").strip()[:300],
            tuple(ticked(f"rows.{n}.outcomes")[:100]), counts.get(n, {}),
        )
        for n in numbers[: MOST_ROWS + 1]
    )  # fmt: skip
    shares = tuple(fields.get(f"shares.{v}", "").strip()[:10] for v in range(len(levels)))
    return Sheet(parts, rows, levels, shares, fields.get("columns", ""))


def part_columns(sheet: Sheet, known: Sequence[PartColumn]) -> tuple[PartColumn, ...]:
    """The parts to keep; a part of the same kind keeps its table of points. Only after `mistakes` found none."""
    tables = {(part.code, part.kind): part.score_table for part in known}
    return tuple(
        PartColumn(x.code, x.kind, _points(x.points) or Decimal(0), tables.get((x.known, x.kind)), _whole(x.wanted), x.name.strip())
        for x in sheet.parts
    )


def level_columns(sheet: Sheet) -> tuple[LevelColumn, ...]:
    """The levels to keep, with the points each should have. Only after `mistakes` found none."""
    return tuple(replace(level, share=_points(typed)) for level, typed in zip(sheet.levels, sheet.shares, strict=True))


def row_drafts(sheet: Sheet) -> tuple[RowDraft, ...]:
    """The rows to keep: blank ones are left out. Only after `mistakes` found none."""
    return tuple(
        RowDraft(row.topic_id, row.unit, tuple(n for each in row.outcomes if (n := _whole(each)) is not None), _places(sheet, row))
        for row in sheet.rows
        if not row.is_blank
    )


def mistakes(sheet: Sheet) -> dict[str, Message]:
    """{name of the box: what to do there}."""
    found: dict[str, Message] = {}
    for index, part in enumerate(sheet.parts):
        found.update({f"parts.{index}.{name}": words for name, words in _part_mistakes(part, sheet.parts)})
    for v, (level, typed) in enumerate(zip(sheet.levels, sheet.shares, strict=True)):
        if typed and _points(typed) is None:
            found[f"shares.{v}"] = say("Mức %(level)s: hãy ghi số điểm dự kiến, ví dụ 4, hoặc để trống.", level=level.name)
    for r, row in enumerate(sheet.rows):
        for (p, v), typed in row.counts.items():
            if not _is_count(typed):
                found[f"counts.{r}.{p}.{v}"] = say(
                    "Dòng %(row)d, phần %(part)s, mức %(level)s: hãy ghi số câu từ 0 đến %(most)d.",
                    row=r + 1, part=sheet.parts[p].code, level=sheet.levels[v].name, most=MOST_IN_A_CELL,
                )  # fmt: skip
    return found


def _part_mistakes(part: PartTyped, parts: Iterable[PartTyped]) -> list[tuple[str, Message]]:
    found = []
    if not _CODE.fullmatch(part.code):
        found.append(("code", say("Mã phần gồm 1 đến 8 chữ cái không dấu hoặc chữ số, ví dụ I.")))
    elif sum(each.code == part.code for each in parts) > 1:
        found.append(("code", say("Hai phần không thể cùng mã %(code)s.", code=part.code)))
    if not part.kind:
        found.append(("kind", say("Phần %(code)s: hãy chọn dạng câu hỏi.", code=part.code)))
    if not _points(part.points):
        found.append(("points", say("Phần %(code)s: hãy ghi điểm mỗi câu, ví dụ 0,25.", code=part.code)))
    if part.wanted and not _is_count(part.wanted):
        found.append(
            (
                "wanted",
                say("Phần %(code)s: số câu của định dạng là số từ 0 đến %(most)d, hoặc để trống.", code=part.code, most=MOST_IN_A_CELL),
            )
        )
    return found


def _places(sheet: Sheet, row: RowTyped) -> dict[Place, int]:
    kept = {(sheet.parts[p].code, sheet.levels[v].code): _whole(n) or 0 for (p, v), n in row.counts.items()}
    return {place: n for place, n in kept.items() if n}


def _counts(fields: Fields, parts: int, levels: int) -> dict[int, dict[tuple[int, int], str]]:
    found: dict[int, dict[tuple[int, int], str]] = {}
    for name, value in fields.items():
        if (match := _COUNT.fullmatch(name)) and value.strip():
            row, part, level = (int(each) for each in match.groups())
            if part < parts and level < levels:
                found.setdefault(row, {})[part, level] = value.strip()[:10]
    return found


def _moved(counts: Mapping[tuple[int, int], str], gone: int) -> dict[tuple[int, int], str]:
    return {(part - (part > gone), level): typed for (part, level), typed in counts.items() if part != gone}


def _gathered(counts: Mapping[tuple[int, int], str], goes: Sequence[int]) -> dict[tuple[int, int], str]:
    """`goes`: the new column of each old one. One count alone stays as it was typed."""
    found: dict[tuple[int, int], list[str]] = {}
    for (part, level), typed in counts.items():
        found.setdefault((part, goes[level]), []).append(typed)
    return {place: typed[0] if len(typed) == 1 else str(sum(_whole(each) or 0 for each in typed)) for place, typed in found.items()}


def _without(items: tuple[T, ...], index: int) -> tuple[T, ...]:
    return (*items[:index], *items[index + 1 :]) if 0 <= index < len(items) else items


def _next_code(parts: Sequence[PartTyped]) -> str:
    """The first Roman number that no part has."""
    taken = {part.code for part in parts}
    return next(code for code in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "") if code not in taken)


def _is_count(typed: str) -> bool:
    number = _whole(typed)
    return number is not None and number <= MOST_IN_A_CELL


def _whole(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _points(typed: str) -> Decimal | None:
    return Decimal(typed.replace(",", ".")) if _POINTS.fullmatch(typed) else None

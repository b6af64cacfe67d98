"""The matrix and the specification of a test as Word tables: the forms of Công văn 7991/BGDĐT-GDTrH, 17/12/2024."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from question_bank.formats.papers import heads
from question_bank.formats.papers.contract import Heading
from question_bank.formats.word_out import text
from question_bank.formats.word_out.package import word_file
from question_bank.formats.word_out.pictures import Pictures
from question_bank.formats.word_out.text import LANDSCAPE_WIDTH, Cell, Look
from question_bank.rules.matrix.table import PartColumn, Table, Unit, vietnamese

_TYPES = {
    "single_choice": "Nhiều lựa chọn", "multiple_choice": "Nhiều đáp án", "true_false_group": "“Đúng – Sai”", "short_answer": "Trả lời ngắn",
    "numerical": "Trả lời ngắn", "essay": "Tự luận", "matching": "Ghép đôi", "parameterised": "Câu hỏi tham số",
}  # fmt: skip
_SHADE = "EFEFEF"
_HEAD, _BODY, _SUM = Look(bold=True, size=10), Look(size=10), Look(bold=True, size=10)
_NARROW, _GAP = 27.0, 1.5
_MIXED = "Khác"
Row = list[Cell]


def matrix_file(heading: Heading, table: Table) -> bytes:
    """The matrix (19 columns where the test has all four types and three levels)."""
    totals = [("Tổng", len(table.levels)), ("Tỉ lệ % điểm", 1)]
    narrow = len(table.places) + len(table.levels)
    widths = [26, *_shared(LANDSCAPE_WIDTH - 26 - 48 - _NARROW * narrow, (2, 3)), *[_NARROW] * narrow, 48]
    rows = [*_heads(table, ("TT", "Chủ đề/Chương", "Nội dung/đơn vị kiến thức"), "Mức độ đánh giá", totals)]
    rows += _body(table, lambda unit: [*_counts(table, [unit]), *_sums(table, [unit])])
    rows += _matrix_foot(table)
    return _file(heading, "MA TRẬN ĐỀ KIỂM TRA", text.table(rows, widths, heads=4, gap=_GAP))


def specification_file(heading: Heading, table: Table) -> bytes:
    """The specification: what is asked of pupils in each unit, and how many questions of each type and level test it."""
    narrow = len(table.places)
    widths = [26, *_shared(LANDSCAPE_WIDTH - 26 - _NARROW * narrow, (3, 4, 7)), *[_NARROW] * narrow]
    fixed = ("TT", "Chủ đề/Chương", "Nội dung/đơn vị kiến thức", "Yêu cầu cần đạt")
    rows = [*_heads(table, fixed, "Số câu hỏi ở các mức độ đánh giá", [])]
    rows += _body(table, lambda unit: [_outcomes(unit), *_counts(table, [unit])])
    rows.append([_foot("Tổng số câu", 4), *_counts(table, table.units, _SUM)])
    rows.append([_foot("Tổng số điểm", 4), *(_cell(_said(table.points(*place)), _SUM) for place in table.places)])
    rows.append([_foot("Tỉ lệ %", 4), *(_cell(_percent(table.percent(part=part.code)), _SUM, len(table.levels)) for part in table.parts)])
    return _file(heading, "BẢN ĐẶC TẢ ĐỀ KIỂM TRA", text.table(rows, widths, heads=4, gap=_GAP))


def _file(heading: Heading, name: str, made: str) -> bytes:
    body = heads.two_columns(heading, LANDSCAPE_WIDTH) + heads.title(name, "(theo Công văn 7991/BGDĐT-GDTrH)") + made + text.paragraph()
    return word_file(body, Pictures({}), footer=heads.footer(name.capitalize(), LANDSCAPE_WIDTH), landscape=True)


def _heads(table: Table, fixed: Sequence[str], over: str, totals: Sequence[tuple[str, int]]) -> Iterator[Row]:
    """Four rows of merged heads: what is assessed, TNKQ or Tự luận, the type, the level."""
    deep = len(table.levels)
    blanks = [Cell("<w:p/>", rows=0, shade=_SHADE) for _ in fixed]
    ends = [Cell("<w:p/>", columns, 0, _SHADE) for _, columns in totals]
    yield [*(_head(name, rows=4) for name in fixed), _head(over, len(table.places)), *_total_heads(totals)]
    yield [*blanks, *(_head(name, len(list(found)) * deep) for name, found in groupby(table.parts, _family)), *ends]
    yield [*blanks, *(_head(_type_of(part), deep) for part in table.parts), *ends]
    levels = [_head(_short(level.name)) for level in table.levels]
    tail = [*levels, Cell("<w:p/>", rows=0, shade=_SHADE)] if totals else []
    yield [*blanks, *levels * len(table.parts), *tail]


def _total_heads(totals: Sequence[tuple[str, int]]) -> list[Cell]:
    # The last of the four rows names the levels under the total; the share stands alone over all four.
    return [_head(name, columns, 4 if columns == 1 else 3) for name, columns in totals]


def _type_of(part: PartColumn) -> str:
    if part.name:
        return f"{part.name} ({part.code})"
    return f"Phần {part.code}" if part.kind == "essay" else f"{_TYPES.get(part.kind, _MIXED)} ({part.code})"


def _short(name: str) -> str:
    """A level as a narrow column takes it: "Biết", "VD"."""
    words = name.split()
    return name if len(words) == 1 else "".join(word[0] for word in words).upper()


def _family(part: PartColumn) -> str:
    return "Tự luận" if part.kind == "essay" else "TNKQ"


def _body(table: Table, cells_of: object) -> Iterator[Row]:
    assert callable(cells_of)
    for number, (chapter, found) in enumerate(groupby(table.units, lambda unit: unit.chapter), start=1):
        units = list(found)
        for index, unit in enumerate(units):
            rows = len(units) if index == 0 else 0
            opening = [_cell(str(number), rows=rows), _cell(chapter, align="", rows=rows)]
            yield [*opening, _cell(unit.name, align=""), *cells_of(unit)]


def _counts(table: Table, units: Sequence[Unit], look: Look = _BODY) -> list[Cell]:
    return [_cell(_count(table.count(*place, units)), look) for place in table.places]


def _sums(table: Table, units: Sequence[Unit], look: Look = _BODY) -> list[Cell]:
    by_level = [_cell(_count(table.count(level=level.code, units=units)), look) for level in table.levels]
    return [*by_level, _cell(_percent(table.percent(units=units)), look)]


def _matrix_foot(table: Table) -> list[Row]:
    deep = len(table.levels)
    counts = [
        _foot("Tổng số câu", 3),
        *_counts(table, table.units, _SUM),
        *_sums(table, table.units, _SUM)[:-1],
        _cell(str(table.count()), _SUM),
    ]
    points = [_foot("Tổng số điểm", 3), *(_cell(_said(table.points(part.code)), _SUM, deep) for part in table.parts)]
    points += [*(_cell(_said(table.points(level=level.code)), _SUM) for level in table.levels), _cell(_said(table.points()), _SUM)]
    shares = [_foot("Tỉ lệ %", 3), *(_cell(_percent(table.percent(part.code)), _SUM, deep) for part in table.parts)]
    shares += [*(_cell(_percent(table.percent(level=level.code)), _SUM) for level in table.levels), _cell(_percent(table.percent()), _SUM)]
    return [counts, points, shares]


def _outcomes(unit: Unit) -> Cell:
    said = [text.paragraph(text.run(f"– {words}", _BODY)) for _, words in unit.outcomes]
    return Cell("".join(said) or "<w:p/>", is_middle=False)


def _head(words: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell(_line(words, _HEAD, "center"), columns, rows, _SHADE)


def _foot(words: str, columns: int) -> Cell:
    return Cell(_line(words, _SUM, ""), columns, shade=_SHADE)


def _cell(words: str, look: Look = _BODY, columns: int = 1, *, rows: int = 1, align: str = "center") -> Cell:
    return Cell(_line(words if rows else "", look, align), columns, rows)


def _line(words: str, look: Look, align: str) -> str:
    return text.paragraph(text.run(words, look), align=align)


def _count(number: int) -> str:
    return str(number) if number else ""


def _said(points: Decimal) -> str:
    return vietnamese(points) if points else ""


def _percent(share: Decimal) -> str:
    return vietnamese(share.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _shared(width: float, parts: Sequence[int]) -> list[float]:
    return [width * part / sum(parts) for part in parts]

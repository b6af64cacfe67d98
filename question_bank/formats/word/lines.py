"""From blocks to lines: tables that only arrange questions and options are taken apart, tables of content stay whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from question_bank.formats.word import labels, markers
from question_bank.formats.word.document import Block, Table, table_html, things_of
from question_bank.formats.word.rich import Rich, Thing, joined, plain, thing

_TRUE, _FALSE = {"đúng", "đ", "true", "t"}, {"sai", "s", "false", "f"}
_USUAL_HEADS = {"", "mệnh đề", "phát biểu", "nội dung", "nhận định", "khẳng định", "ý", "stt", "tt", "câu"}
_CROSSES = {"x", "✓", "✔", "v", "☑", "⊠", "☒", "●"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; or a table, then `rich` is its html as one thing."""

    rich: Rich
    table: Table | None = None

    @property
    def text(self) -> str:
        """The characters."""
        return self.rich.text


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """The lines that hold something, in reading order."""
    for block in blocks:
        if isinstance(block, Table):
            yield from _table_lines(block)
        else:
            for part in block.split("\n") if "\n" in block.text else (block,):
                if part.text.strip():
                    yield Line(part.stripped())


def cell_texts(table: Table) -> list[list[str]]:
    """The words of each cell on one line, for tables that are read as data."""
    return [[" ".join(_joined(lines_of(cell)).words().split()) for cell in row] for row in table.rows]


def _table_lines(table: Table) -> Iterator[Line]:
    # Once for each cell: tables may stand in one another forty deep.
    inner = [[list(lines_of(cell)) for cell in row] for row in table.rows]
    flat = [[_joined(found) for found in row] for row in inner]
    options = _options(flat)
    if options:
        yield from (Line(option) for option in options)
    elif statements := _statements(flat):
        yield from (Line(each) for each in statements)
    elif any(_holds_question(cell) for row in table.rows for cell in row):
        yield from (line for row in inner for found in row for line in found)
    else:
        reasons = tuple(dict.fromkeys(reason for each in things_of(table) for reason in each.reasons))
        media = tuple(name for each in things_of(table) for name in each.media)
        shown = Thing(
            table_html(table), words=" ".join(cell.words() for row in flat for cell in row), media=media, reasons=reasons, is_block=True
        )
        yield Line(thing(shown), table)


def _joined(found: Iterable[Line]) -> Rich:
    """The lines of a cell as one stretch."""
    return joined(_spaced([line.rich for line in found])).stripped()


def _spaced(parts: list[Rich]) -> Iterator[Rich]:
    for index, part in enumerate(parts):
        if index:
            yield plain(" ")
        yield part


def _holds_question(cell: Iterable[Block]) -> bool:
    return any(
        _holds_table_question(block) if isinstance(block, Table) else markers.question_head(block.text) is not None and len(block.text) > 8
        for block in cell
    )


def _holds_table_question(table: Table) -> bool:
    return any(_holds_question(cell) for row in table.rows for cell in row)


def _options(rows: list[list[Rich]]) -> list[Rich]:
    """The options of a table that holds nothing else, by letter; none when it is another table."""
    cells = [cell for row in _paired(rows) for cell in _with_own_text(row) if cell.text]
    letters = []
    for cell in cells:
        _, found = labels.pieces(cell, "")
        if not found or cell.text[:1].isspace():
            return []
        letters.append(found[0].letter)
    is_whole = (
        len(letters) >= 2 and "A" in letters and len(set(letters)) == len(letters) and max(map(ord, letters)) - ord("A") < len(letters) + 3
    )
    return [cell for _, cell in sorted(zip(letters, cells, strict=True), key=lambda pair: pair[0])] if is_whole else []


def _paired(rows: list[list[Rich]]) -> list[list[Rich]]:
    """A row of bare labels takes the row of pictures below it, or above it."""
    made: list[list[Rich]] = []
    at = 0
    while at < len(rows):
        pair = _with_contents(rows[at], rows[at + 1]) if at + 1 < len(rows) else []
        made.append(pair or rows[at])
        at += 2 if pair else 1
    return made


def _with_contents(row: list[Rich], below: list[Rich]) -> list[Rich]:
    """Two rows as one when one holds bare labels and the other what they name; else nothing."""
    if len(row) != len(below) or len(row) < 2 or _are_bare(row) == _are_bare(below):
        return []
    names, contents = (row, below) if _are_bare(row) else (below, row)
    if any(labels.pieces(cell, "")[1] for cell in contents):
        return []
    return [joined([name, plain(" "), content]) for name, content in zip(names, contents, strict=True)]


def _with_own_text(row: list[Rich]) -> list[Rich]:
    """Cells with a label alone take the next cell's text."""
    made: list[Rich] = []
    for cell in row:
        if made and _is_bare(made[-1]) and cell.text and not labels.pieces(cell, "")[1]:
            made[-1] = joined([made[-1], plain(" "), cell])
        else:
            made.append(cell)
    return made


def _are_bare(row: list[Rich]) -> bool:
    filled = [cell for cell in row if cell.text]
    return bool(filled) and all(_is_bare(cell) for cell in filled)


def _is_bare(cell: Rich) -> bool:
    before, found = labels.pieces(cell, "")
    return len(found) == 1 and not before.text and not found[0].rich.text


def _statements(rows: list[list[Rich]]) -> list[Rich]:
    """Statements of a table with columns Đúng and Sai, each with its truth in brackets behind it; none for another table."""
    head = [cell.words().strip().lower().strip(".:") for cell in rows[0]] if rows else []
    true = next((index for index, word in enumerate(head) if word in _TRUE), None)
    false = next((index for index, word in enumerate(head) if word in _FALSE), None)
    if true is None or false is None or not 2 <= len(rows) <= 9:
        return []
    made = [cell for at, cell in enumerate(rows[0]) if at not in (true, false) and head[at] not in _USUAL_HEADS]
    for index, row in enumerate(rows[1:]):
        if len(row) != len(head):
            return []
        said = [row[at].words().strip().lower() in _CROSSES for at in (true, false)]
        text = joined(_spaced([cell for at, cell in enumerate(row) if at not in (true, false) and cell.text]))
        if not labels.starts_with(text.text, "abcdefgh"[index]):
            text = joined([plain(f"{'abcdefgh'[index]}) "), text])
        truth = " [ĐÚNG]" if said == [True, False] else " [SAI]" if said == [False, True] else ""
        made.append(joined([text, plain(truth)]))
    return made

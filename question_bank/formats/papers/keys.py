"""The key sheet: what is right in every mã đề, side by side, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from question_bank.formats.papers import heads
from question_bank.formats.papers.contract import Form, Heading
from question_bank.formats.papers.parts import numbered
from question_bank.formats.word_out import text, widths
from question_bank.formats.word_out.package import word_file
from question_bank.formats.word_out.pictures import Pictures
from question_bank.formats.word_out.text import BOLD, ITALIC, LANDSCAPE_WIDTH, Cell, Look
from question_bank.kinds.true_false_group import NATIONAL_TABLE
from question_bank.rules.matrix.table import PartColumn, Table, vietnamese

MOST_ACROSS = 12
"""Mã đề beside one another; more stand below."""
_SMALL, _SMALL_BOLD = Look(size=12), Look(bold=True, size=12)
_SHADE = "EFEFEF"
_FIRST, _USUAL, _WIDEST = 44.0, 90.0, 200.0
"""Widths of columns in points."""


def key_file(heading: Heading, table: Table, forms: Sequence[Form]) -> bytes:
    """The key as a .docx; lies on its side when there are more than six mã đề."""
    is_wide = len(forms) > MOST_ACROSS // 2
    width = LANDSCAPE_WIDTH if is_wide else text.TEXT_WIDTH
    body = [heads.two_columns(heading, width), heads.title("ĐÁP ÁN", f"(gồm {len(forms)} mã đề)")]
    for part in table.parts:
        body += _part(part, forms, width)
    return word_file("".join(body), Pictures({}), footer=heads.footer(f"Đáp án – {heading.title}", width), landscape=is_wide)


def _part(part: PartColumn, forms: Sequence[Form], width: float) -> Iterator[str]:
    columns = [{number: key for each in numbered(form, part.code) for number, key in each.keys.items()} for form in forms]
    numbers = sorted({number for column in columns for number in column})
    if not numbers:
        return
    by_hand = not any(key for column in columns for key in column.values())
    worth = text.run(_worth(part, by_hand), ITALIC)
    yield text.paragraph(text.run(f"{heads.part_name(part)}. ", BOLD), worth, before=8, after=3, keep=True)
    if by_hand:
        return
    for start in range(0, len(forms), MOST_ACROSS):
        codes = [form.code for form in forms[start : start + MOST_ACROSS]]
        yield _table(codes, columns[start : start + MOST_ACROSS], numbers, width)
        yield text.paragraph()


def _table(codes: Sequence[str], columns: Sequence[dict[int, str]], numbers: Sequence[int], width: float) -> str:
    said = [[column.get(number, "") for column in columns] for number in numbers]
    rows = [[_cell("Câu", _SMALL_BOLD, _SHADE), *(_cell(code, _SMALL_BOLD, _SHADE) for code in codes)]]
    rows += [[_cell(str(number), _SMALL_BOLD, _SHADE), *map(_cell, keys)] for number, keys in zip(numbers, said, strict=True)]
    longest = max(widths.of_text(key, 12) for keys in said for key in keys)
    each = min(max(_USUAL, min(longest + 10, _WIDEST)), (width - _FIRST) / len(codes))
    return text.table(rows, [_FIRST, *[each] * len(codes)], heads=1, centred=True)


def _worth(part: PartColumn, by_hand: bool) -> str:
    """How a question of the part is marked: its points, or its table by right statements."""
    if by_hand:
        return f"Mỗi câu {vietnamese(part.points)} điểm, chấm theo hướng dẫn giải."
    if part.kind == "stimulus":
        return f"Mỗi dữ kiện chung {vietnamese(part.points)} điểm, chia cho các câu hỏi của nó."
    if part.kind != "true_false_group":
        return f"Mỗi câu trả lời đúng được {vietnamese(part.points)} điểm."
    table = part.score_table or NATIONAL_TABLE
    steps = [
        f"{right} ý được {vietnamese(Decimal(str(share)) * part.points)}" for right, share in sorted(table.items()) if Decimal(str(share))
    ]
    return f"Điểm tối đa mỗi câu {vietnamese(part.points)}; đúng {', '.join(steps)} điểm."


def _cell(words: str, look: Look = _SMALL, shade: str = "") -> Cell:
    return Cell(text.paragraph(text.run(words, look), align="center"), shade=shade)

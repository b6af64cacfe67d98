"""Questions as blocks of Word: heads, options in one, two or four columns as papers set them, statements, tables to match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from question_bank.formats.word.labels import OWN_STAR
from question_bank.formats.word_out import text, widths
from question_bank.formats.word_out.asked import Asked, Option
from question_bank.formats.word_out.lines import THING, Line
from question_bank.formats.word_out.text import BOLD, Cell, Look, Tab

INDENT = 14.0
_GAP = 10.0
_KEY_LOOK = Look(bold=True, underline=True)
_LETTER = 2 * widths.of_text("M")
_DOTTED = text.run("\t")


def stem(head: str, lines: Sequence[Line]) -> Iterator[str]:
    """The lines of a stem, the head before the first; a table stands below a head of its own. What is asked stays with its options."""
    if not lines or lines[0].is_table:
        yield text.paragraph(head, before=4, keep=True)
    for index, line in enumerate(lines):
        if line.is_table:
            yield line.xml
            yield from _gap_after_table(lines, index)
        else:
            opening = head if index == 0 else ""
            yield text.paragraph(opening, line.xml, align=_align(line), indent=line.indent, before=4 if opening else 0, keep=True)


def plain(lines: Sequence[Line], indent: float = 0) -> Iterator[str]:
    """Lines as paragraphs."""
    for index, line in enumerate(lines):
        if line.is_table:
            yield line.xml
            yield from _gap_after_table(lines, index)
        else:
            yield text.paragraph(line.xml, align=_align(line), indent=indent + line.indent)


def body(question: Asked, *, with_key: bool = False) -> Iterator[str]:
    """What stands below the stem. With the key, right labels are underlined and pinned ones have their #."""
    if question.options:
        yield from options(question.options, with_key)
    elif question.choices:
        yield _pairs_table(question, with_key)
        yield text.paragraph()
    else:
        for each in question.statements:
            yield from _option(each, ")", False, keep=each is not question.statements[-1])


def options(found: Sequence[Option], with_key: bool) -> Iterator[str]:
    """Options in as many columns as their longest allows; more than four stand in two or one."""
    columns = _columns(found)
    if columns == 1:
        for each in found:
            yield from _option(each, ".", with_key, keep=each is not found[-1])
        return
    width = (text.TEXT_WIDTH - INDENT) / columns
    stops = [Tab(INDENT + width * at) for at in range(1, columns)]
    for start in range(0, len(found), columns):
        row = found[start : start + columns]
        pieces = [f"{_label(each, '.', with_key)}{each.lines[0].xml if each.lines else ''}" for each in row]
        yield text.paragraph(text.run("\t").join(pieces), indent=INDENT, tabs=stops, keep=start + columns < len(found))


def answer_lines(count: int) -> Iterator[str]:
    """Dotted lines to write on."""
    for _ in range(count):
        yield text.paragraph(_DOTTED, tabs=[Tab(text.TEXT_WIDTH, leader="dot")])


def _columns(found: Sequence[Option]) -> int:
    if any(len(each.lines) > 1 or any(line.is_table for line in each.lines) for each in found):
        return 1
    widest = max((each.lines[0].width for each in found if each.lines), default=0) + _LETTER + _GAP
    room = text.TEXT_WIDTH - INDENT
    if widest <= room / 4 and len(found) <= 4:
        return 4
    return 2 if widest <= room / 2 else 1


def _option(each: Option, sign: str, with_key: bool, *, keep: bool = False) -> Iterator[str]:
    first = each.lines[0] if each.lines and not each.lines[0].is_table else None
    yield text.paragraph(_label(each, sign, with_key), first.xml if first else "", align=_align(first), indent=INDENT, keep=keep)
    yield from plain(each.lines[1:] if first else each.lines, INDENT)


def _label(each: Option, sign: str, with_key: bool) -> str:
    pin = text.run("#") if with_key and each.is_pinned else ""
    own = OWN_STAR if with_key and each.lines and each.lines[0].text.startswith("*") else ""
    return f"{pin}{text.run(each.letter, _KEY_LOOK if with_key and each.is_right else BOLD)}{text.run(f'{sign} {own}', BOLD)}"


def _pairs_table(question: Asked, with_key: bool) -> str:
    """Two columns to match."""
    height = max(len(question.statements), len(question.choices))
    rows = []
    for at in range(height):
        sides = (question.statements[at : at + 1], question.choices[at : at + 1])
        rows.append(
            [Cell("".join("".join(_option(each, sign, with_key)) for each in side)) for side, sign in zip(sides, ").", strict=True)]
        )
    return text.table(rows, [text.TEXT_WIDTH / 2] * 2)


def _gap_after_table(lines: Sequence[Line], index: int) -> Iterator[str]:
    # Two tables in a row would be one to Word.
    if index + 1 < len(lines) and lines[index + 1].is_table:
        yield text.paragraph()


def _align(line: Line | None) -> str:
    """Wide lines are set to both margins; a lone picture stands in the middle."""
    if line is not None and line.text.strip() == THING and "<w:drawing>" in line.xml:
        return "center"
    return "both" if line is not None and line.width > text.TEXT_WIDTH else ""

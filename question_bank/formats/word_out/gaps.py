"""Texts with gaps on paper: `(1) ………` where something is to be put, what may be chosen from below the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from question_bank.formats.word_out.lines import Line, Lines
from question_bank.kinds import gapped, ordering, shape
from question_bank.rules.gap_notation import write_gap, write_word

Row = Mapping[str, object]
DOTS = "………"
WORDS = "Từ cho sẵn"
AGAIN = "dùng được nhiều lần"


def text_lines(kind: str, content: Row, lines: Lines, order: Sequence[str] | None) -> list[Line]:
    """The text, and below it the choices of each gap or the words to put in."""
    below = _choices(content) if kind == "cloze" else _words(content, order)
    return [line for html in (_dotted(content), *below) for line in lines.of(html)]


def numbers(content: Row) -> dict[str, int]:
    """What each gap is called on paper: they count from 1 as they stand in the text."""
    return {name: number for number, name in enumerate(gapped.gaps_in(shape.text(shape.at(content, "body", "text"))), start=1)}


def answers(kind: str, content: Row) -> str:
    """What is right in each gap, as the editor has it written."""
    said = _right_gaps(content) if kind == "cloze" else _right_words(content)
    return "; ".join(f"({number}) {said.get(name, '')}" for name, number in numbers(content).items())


def _right_gaps(content: Row) -> dict[str, str]:
    key = shape.mapping(content.get("key"))
    # A weight of 1 goes without saying.
    weights = {name: weight for name, weight in shape.mapping(key.get("weights")).items() if shape.decimal(weight) != 1}
    plain = {**content, "key": {**key, "weights": weights}}
    return {shape.text(gap.get("id")): write_gap(plain, gap) for gap in shape.rows(shape.at(content, "body", "gaps"))}


def _right_words(content: Row) -> dict[str, str]:
    said = {shape.text(word.get("id")): write_word(word) for word in shape.rows(shape.at(content, "body", "words"))}
    return {name: said.get(shape.text(word), "") for name, word in shape.mapping(shape.at(content, "key", "gaps")).items()}


def _dotted(content: Row) -> str:
    number_of = numbers(content)
    pieces = gapped.pieces(shape.text(shape.at(content, "body", "text")))
    return "".join(f"({number_of[piece]}) {DOTS}" if sort == "gap" else piece for sort, piece in pieces)


def _choices(content: Row) -> Iterator[str]:
    number_of = numbers(content)
    for gap in shape.rows(shape.at(content, "body", "gaps")):
        if gap.get("kind") == "single_choice":
            said = (escape(shape.text(row.get("text"))) for row in shape.rows(shape.at(gap, "body", "options")))
            yield f"<p>({number_of.get(shape.text(gap.get('id')), '')}) <i>{' / '.join(said)}</i></p>"


def _words(content: Row, order: Sequence[str] | None) -> Iterator[str]:
    """The words of each group, in a form's order."""
    again = f" ({AGAIN})" if shape.at(content, "body", "reuse") is True else ""
    rows = ordering.arrange(shape.rows(shape.at(content, "body", "words")), order)
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(shape.text(row.get("group")), []).append(escape(write_word({**row, "group": "1"})))
    for group in sorted(groups):
        yield f"<p><b>{WORDS}{f', nhóm {group}' if group != '1' else ''}{again}:</b> {' | '.join(groups[group])}</p>"

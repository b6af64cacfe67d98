"""A question as paper shows it: its lines, options or statements in the order of a form, and what the key says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from question_bank.formats.word_out import gaps
from question_bank.formats.word_out.lines import Line, Lines
from question_bank.kinds import ordering, shape, written_number

Row = Mapping[str, object]
CAPITALS, SMALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
ON_PAPER = frozenset(
    "single_choice multiple_choice true_false_group short_answer numerical matching ordering cloze drag_words essay description".split()
)
"""Kinds that a sheet of paper can ask."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option or a statement: its letter, its lines, whether it is right (of an option) or true."""

    letter: str
    lines: list[Line]
    is_right: bool
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """The question; items to be put in order are its options. `typed` is the first answer worth all the points; `pairs` say what
    matches, as (1, "A")."""

    kind: str
    stem: list[Line]
    options: tuple[Option, ...] = ()
    statements: tuple[Option, ...] = ()
    choices: tuple[Option, ...] = ()
    pairs: tuple[tuple[int, str], ...] = ()
    typed: str = ""
    lines: int = 0


def asked(kind: str, content: Row, lines: Lines, order: Sequence[str] | None = None) -> Asked:
    """The question in a form's order; kinds that paper cannot ask keep their stem."""
    stem = lines.of(content.get("stem"))
    match kind:
        case "single_choice" | "multiple_choice":
            return Asked(kind, stem, options=_options(content, lines, order))
        case "ordering":
            return Asked(kind, stem, options=_lettered(_arranged(content, "items", order), lines))
        case "true_false_group":
            return Asked(kind, stem, statements=_statements(content, lines, order))
        case "short_answer" | "numerical":
            return Asked(kind, stem, typed=typed(kind, content))
        case "matching":
            return _matching(content, lines, stem, order)
        case "cloze" | "drag_words":
            return Asked(kind, [*stem, *gaps.text_lines(kind, content, lines, order)])
        case "essay":
            room = shape.at(content, "body", "lines")
            return Asked(kind, stem, lines=room if isinstance(room, int) else 0)
    return Asked(kind, stem)


def right_ids(content: Row) -> set[str]:
    """The options that earn something."""
    key = shape.mapping(content.get("key"))
    weights = shape.mapping(key.get("weights"))
    return {name for name, weight in weights.items() if (shape.decimal(weight) or 0) > 0} or {shape.text(key.get("right"))}


def typed(kind: str, content: Row) -> str:
    """The first answer that earns all points, a number with a comma; "" when there is none."""
    rows = shape.rows(shape.at(content, "key", "accepted"))
    whole = [row for row in rows if shape.decimal(row.get("fraction")) == Decimal(1)]
    text = shape.text(whole[0].get("value" if kind == "numerical" else "text")) if whole else ""
    is_number = kind == "numerical" or shape.at(content, "body", "format") == "national"
    return text.replace(".", ",") if is_number and written_number.parse(text) is not None else text


def _arranged(content: Row, name: str, order: Sequence[str] | None) -> list[Row]:
    return list(ordering.arrange(shape.rows(shape.at(content, "body", name)), None if order is None else tuple(order)))


def _options(content: Row, lines: Lines, order: Sequence[str] | None) -> tuple[Option, ...]:
    right = right_ids(content)
    rows = _arranged(content, "options", order)
    return tuple(
        Option(letter, lines.of(row.get("text")), row.get("id") in right, row.get("pinned") is True)
        for letter, row in zip(CAPITALS, rows, strict=False)
    )


def _lettered(rows: Sequence[Row], lines: Lines) -> tuple[Option, ...]:
    """Rows of which none is right or wrong by itself."""
    named = zip(CAPITALS, rows, strict=False)
    return tuple(Option(letter, lines.of(row.get("text")), False, row.get("pinned") is True) for letter, row in named)


def _statements(content: Row, lines: Lines, order: Sequence[str] | None) -> tuple[Option, ...]:
    truths = shape.mapping(shape.at(content, "key", "truths"))
    rows = _arranged(content, "statements", order)
    return tuple(
        Option(letter, lines.of(row.get("text")), truths.get(shape.text(row.get("id"))) is True)
        for letter, row in zip(SMALL, rows, strict=False)
    )


def _matching(content: Row, lines: Lines, stem: list[Line], order: Sequence[str] | None) -> Asked:
    rows = _arranged(content, "choices", order)
    letters = {shape.text(row.get("id")): letter for letter, row in zip(CAPITALS, rows, strict=False)}
    choices = _lettered(rows, lines)
    asked_rows = shape.rows(shape.at(content, "body", "prompts"))
    prompts = tuple(Option(str(number), lines.of(row.get("text")), False) for number, row in enumerate(asked_rows, start=1))
    key = shape.mapping(shape.at(content, "key", "pairs"))
    pairs = tuple(
        (number, letters.get(shape.text(key.get(shape.text(row.get("id")))), "")) for number, row in enumerate(asked_rows, start=1)
    )
    return Asked("matching", stem, statements=prompts, choices=choices, pairs=pairs)

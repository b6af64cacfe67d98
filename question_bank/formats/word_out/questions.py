"""A question as teachers write it: head and stem, what is chosen from, key, solution, and a line in small letters for an import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from question_bank.formats.contract import OutgoingItem
from question_bank.formats.outgoing_text import Losses
from question_bank.formats.word import markers
from question_bank.formats.word_out import gaps, labels, layout, limits, misreading, text
from question_bank.formats.word_out.asked import Asked, asked, typed
from question_bank.formats.word_out.lines import Line, Lines
from question_bank.formats.word_out.pictures import Pictures
from question_bank.formats.word_out.text import BOLD
from question_bank.kinds import shape, written_number
from question_bank.kinds.registry import kind_of

_LONG = 40_000
"""Characters of a shared text that the reader takes without counting."""


def count(item: OutgoingItem) -> int:
    """How many numbers it takes: a shared stimulus has one for each question."""
    return len(_parts(item)) if item.kind == "stimulus" else 1


def written(item: OutgoingItem, number: int, shelf: Pictures, told: Losses) -> tuple[str, bool]:
    """(blocks, whether they may be misread)."""
    return (_stimulus if item.kind == "stimulus" else _question)(item, number, shelf, told)


def _stimulus(item: OutgoingItem, number: int, shelf: Pictures, told: Losses) -> tuple[str, bool]:
    """What is shared below its announcement, then the questions; the first of them carries the code, topic and tags of all."""
    lines = Lines(shelf, told)
    stem, explanation = lines.of(item.content.get("stem")), lines.of(item.content.get("explanation"))
    last = number + count(item) - 1
    span = f"các câu từ {number} đến {last}" if last > number else f"câu {number}"
    blocks = [text.paragraph(text.run(f"Dữ kiện chung cho {span}", BOLD), before=6, keep=True), *layout.plain(stem)]
    is_doubtful = not stem or misreading.are_doubtful([*stem, *explanation]) or sum(len(each.text) for each in stem) > _LONG
    for at, row in enumerate(_parts(item)):
        known = item if at == 0 else OutgoingItem("", "", {})
        part = replace(known, kind=shape.text(row.get("kind")), content=shape.mapping(row.get("content")))
        made, may_mislead = _question(part, number + at, shelf, told, _weight(row))
        blocks.append(made)
        is_doubtful |= may_mislead
    return "".join([*blocks, *_solution(explanation, "Lời giải chung")]), is_doubtful


def _parts(item: OutgoingItem) -> list[Mapping[str, object]]:
    return shape.rows(shape.at(item.content, "body", "parts"))


def _weight(row: Mapping[str, object]) -> str:
    """What a question weighs among those of its text, "" for the usual 1."""
    share = shape.decimal(row.get("share", "1"))
    return "" if share is None or share == limits.ONE else written_number.canonical(share).replace(".", ",")


def _question(item: OutgoingItem, number: int, shelf: Pictures, told: Losses, weight: str = "") -> tuple[str, bool]:
    lines = Lines(shelf, told)
    question = asked(item.kind, item.content, lines)
    explanation = _explanation(item, lines, told)
    level = item.level if markers.level_of(item.level) == item.level else ""
    head = f"Câu {number}{f' [{level}]' if level else ''}. "
    blocks = chain(
        layout.stem(text.run(head, BOLD), question.stem), layout.body(question, with_key=True), _told_answer(_answer(item, question, told)),
        _solution(explanation), labels.line(item, level, told, weight),
    )  # fmt: skip
    limits.tell(item, told)
    return "".join(blocks), misreading.is_doubtful(question, explanation, question.typed)


def _explanation(item: OutgoingItem, lines: Lines, told: Losses) -> list[Line]:
    explanation = lines.of(item.content.get("explanation"))
    if item.kind != "essay":
        return explanation
    told.tell(limits.ESSAY_EXPLAINED, explanation)
    return lines.of(shape.at(item.content, "key", "model_answer"))


def _told_answer(answer: str) -> Iterator[str]:
    if answer:
        yield text.paragraph(text.run("Đáp án: ", BOLD), text.run(answer))


def _solution(explanation: Sequence[Line], head: str = "Lời giải") -> Iterator[str]:
    if explanation:
        yield text.paragraph(text.run(head, BOLD), keep=True)
        yield from layout.plain(explanation)


def _answer(item: OutgoingItem, question: Asked, told: Losses) -> str:
    match item.kind:
        case "single_choice" | "multiple_choice":
            return ", ".join(each.letter for each in question.options if each.is_right)
        case "true_false_group":
            return ", ".join(f"{each.letter}) {'Đ' if each.is_right else 'S'}" for each in question.statements)
        case "matching":
            return ", ".join(f"{number}-{letter}" for number, letter in question.pairs)
        case "ordering":
            return kind_of(item.kind).key(item.content)
        case "cloze" | "drag_words":
            return told.line(gaps.answers(item.kind, item.content))
        case "numerical":
            return _measured(item.content, told)
    return " ".join(question.typed.split())


def _measured(content: Mapping[str, object], told: Losses) -> str:
    rows = [row for row in shape.rows(shape.at(content, "key", "accepted")) if shape.decimal(row.get("fraction")) == limits.ONE]
    tolerance = written_number.parse(shape.text(rows[0].get("tolerance"))) if rows else None
    spread = f" ± {written_number.canonical(tolerance)}".replace(".", ",") if tolerance else ""
    unit = told.line(shape.at(content, "body", "unit"))
    return f"{typed('numerical', content)}{spread}{f' {unit}' if unit else ''}"

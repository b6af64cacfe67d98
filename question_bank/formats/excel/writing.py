"""From a content of ours to the cells of one row. The way back of `reading`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from core.words import say
from question_bank.formats.assemble import ONE, ZERO
from question_bank.formats.excel import answer_cell
from question_bank.formats.excel.columns import LETTERS
from question_bank.formats.excel.kind_words import Called, word_of
from question_bank.formats.outgoing_text import Losses
from question_bank.kinds import shape, wildcard, written_number
from question_bank.rules import writing

Row = Mapping[str, object]
_LINES = 10
"""The room that an essay has when a file does not say, as a sheet cannot."""


def can_write(kind: str, content: Row) -> bool:
    """Whether a row can hold such a question."""
    return kind in _WRITERS and len(_options_of(kind, content)) <= len(LETTERS)


def cells_of(kind: str, content: Row, losses: Losses) -> dict[str, str]:
    """Text by column name, with what a sheet has no place for told in `losses`."""
    stem, explanation = (_paragraphs(content.get(name), losses) for name in ("stem", "explanation"))
    return {"stem": stem, "explanation": explanation, **_WRITERS[kind](content, losses)}


def _options_of(kind: str, content: Row) -> list[Row]:
    body = shape.mapping(content.get("body"))
    return (
        shape.rows(body.get("options"))
        or shape.rows(body.get("statements"))
        or [*shape.rows(body.get("prompts")), *shape.rows(body.get("choices"))]
    )


def _lettered(rows: list[Row], losses: Losses) -> dict[str, str]:
    losses.tell(say("Nhận xét của từng phương án bị bỏ."), any(row.get("feedback") for row in rows))
    losses.tell(say("Trang tính không giữ chỗ phương án."), any(row.get("pinned") is True for row in rows))
    return {letter: _line(row.get("text"), losses) for letter, row in zip(LETTERS, rows, strict=False)}


def _paragraphs(html: object, losses: Losses) -> str:
    written = losses.html(html)
    return _in_a_tag(writing.typed_paragraphs(written), written)


def _line(html: object, losses: Losses) -> str:
    written = losses.html(html)
    return _in_a_tag(writing.typed_line(written), written)


def _in_a_tag(typed: str, written: str) -> str:
    """A line end in html is a space; without a tag about it, a sheet's reader would take it for a new line."""
    return f"<p>{written}</p>" if typed == written and "\n" in written and "<" not in written else typed


def _single_choice(content: Row, losses: Losses) -> dict[str, str]:
    rows = shape.rows(shape.at(content, "body", "options"))
    right, partial = shape.at(content, "key", "right"), shape.mapping(shape.at(content, "key", "partial"))
    shares = {
        letter: ONE if row.get("id") == right else losses.share(partial.get(shape.text(row.get("id")), "0"))
        for letter, row in zip(LETTERS, rows, strict=False)
    }
    worth = {letter: share for letter, share in shares.items() if share}
    answer = answer_cell.written_letters(worth, plain=len(worth) == 1)
    return {"kind": word_of(Called("single_choice")), **_lettered(rows, losses), "answer": answer}


def _multiple_choice(content: Row, losses: Losses) -> dict[str, str]:
    rows = shape.rows(shape.at(content, "body", "options"))
    weights = shape.mapping(shape.at(content, "key", "weights"))
    shares = {letter: losses.share(weights.get(shape.text(row.get("id")), "0")) for letter, row in zip(LETTERS, rows, strict=False)}
    worth = {letter: share for letter, share in shares.items() if share}
    answer = answer_cell.written_letters(worth, plain=False)
    return {"kind": word_of(Called("multiple_choice")), **_lettered(rows, losses), "answer": answer}


def _true_false_group(content: Row, losses: Losses) -> dict[str, str]:
    rows = shape.rows(shape.at(content, "body", "statements"))
    truths = shape.mapping(shape.at(content, "key", "truths"))
    answer = "".join("Đ" if truths.get(shape.text(row.get("id"))) is True else "S" for row in rows)
    return {"kind": word_of(Called("true_false_group")), **_lettered(rows, losses), "answer": answer, **_table(content)}


def _table(content: Row) -> dict[str, str]:
    table = shape.mapping(shape.at(content, "key", "score_table"))
    return {"table": answer_cell.written_table((count, str(share)) for count, share in table.items())} if table else {}


def _short_answer(content: Row, losses: Losses) -> dict[str, str]:
    rows = shape.rows(shape.at(content, "key", "accepted"))
    is_text = shape.at(content, "body", "format") == "text"
    called = Called("short_answer", "text" if is_text else "national", is_text and shape.at(content, "body", "case_sensitive") is True)
    _tell_feedback(rows, losses)
    texts = (losses.line(wildcard.tidy(shape.text(row.get("text")))) for row in rows)
    lines = (answer_cell.written_line(text, losses.share(row.get("fraction"))) for text, row in zip(texts, rows, strict=True))
    return {"kind": word_of(called), "answer": "\n".join(lines)}


def _numerical(content: Row, losses: Losses) -> dict[str, str]:
    rows = shape.rows(shape.at(content, "key", "accepted"))
    _tell_feedback(rows, losses)
    unit = losses.line(shape.at(content, "body", "unit"))
    return {"kind": word_of(Called("numerical")), "unit": unit, "answer": "\n".join(_number(row, losses) for row in rows)}


def _number(row: Row, losses: Losses) -> str:
    value = written_number.parse(shape.text(row.get("value")))
    tolerance = written_number.parse(shape.text(row.get("tolerance", "0"))) or ZERO
    if value is None:
        return answer_cell.written_line("*", losses.share(row.get("fraction")))
    spread = written_number.canonical(tolerance)
    return answer_cell.written_line(written_number.with_comma(value), losses.share(row.get("fraction")), spread)


def _tell_feedback(rows: list[Row], losses: Losses) -> None:
    losses.tell(say("Nhận xét của từng đáp án bị bỏ."), any(row.get("feedback") for row in rows))


def _matching(content: Row, losses: Losses) -> dict[str, str]:
    choices = shape.rows(shape.at(content, "body", "choices"))
    losses.tell(say("Mục để ghép không giữ chỗ được."), any(row.get("pinned") is True for row in choices))
    texts = {shape.text(row.get("id")): _line(row.get("text"), losses) for row in choices}
    pairs = shape.mapping(shape.at(content, "key", "pairs"))
    asked = [(row.get("text"), pairs.get(shape.text(row.get("id")))) for row in shape.rows(shape.at(content, "body", "prompts"))]
    cells = [f"{_prompt(text, losses)} => {texts.get(shape.text(name), '')}" for text, name in asked]
    cells += [f"=> {text}" for name, text in texts.items() if name not in pairs.values()]
    return {"kind": word_of(Called("matching")), **dict(zip(LETTERS, cells, strict=False)), **_table(content)}


def _prompt(html: object, losses: Losses) -> str:
    """A prompt whose own arrow would be taken for ours stays html, where it is `=&gt;`."""
    typed = _line(html, losses)
    return losses.html(html).replace("=>", "=&gt;") if "=>" in typed else typed


def _essay(content: Row, losses: Losses) -> dict[str, str]:
    losses.tell(say("Thang điểm chấm tự luận bị bỏ."), shape.at(content, "key", "rubric"))
    losses.tell(say("Trang tính không ghi số dòng của bài làm."), shape.at(content, "body", "lines") != _LINES)
    model_answer = _paragraphs(shape.at(content, "key", "model_answer"), losses)
    return {"kind": word_of(Called("essay")), "answer": model_answer}


def _description(content: Row, losses: Losses) -> dict[str, str]:
    return {"kind": word_of(Called("description"))}


_WRITERS: Mapping[str, Callable[[Row, Losses], dict[str, str]]] = MappingProxyType(
    {
        "single_choice": _single_choice,
        "multiple_choice": _multiple_choice,
        "true_false_group": _true_false_group,
        "short_answer": _short_answer,
        "numerical": _numerical,
        "matching": _matching,
        "essay": _essay,
        "description": _description,
    }
)

"""From the cells of one row to a question of one of our kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from core.words import Message, say
from question_bank.formats import assemble
from question_bank.formats.assemble import ONE, ZERO, Assembled, Choice
from question_bank.formats.excel import answer_cell
from question_bank.formats.excel.columns import LETTERS
from question_bank.formats.excel.kind_words import Called
from question_bank.rules import writing


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: text by column name, empty ones left out; `line` is its number in the sheet."""

    line: int
    said: Mapping[str, str]

    def get(self, name: str) -> str:
        return self.said.get(name, "")

    @property
    def options(self) -> dict[str, str]:
        """Letter -> what stands in its column, in order."""
        return {letter: self.said[letter] for letter in LETTERS if letter in self.said}

    @property
    def stem(self) -> str:
        return writing.paragraphs(self.get("stem"))

    @property
    def explanation(self) -> str:
        return writing.paragraphs(self.get("explanation"))


class Unclear(ValueError):
    """A cell that cannot be understood; the message says how it should be written."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def assembled(called: Called, cells: Cells) -> Assembled:
    """The question of the row, not yet checked by its kind; raises Unclear."""
    return _READERS[called.kind](called, cells)


def _choices(called: Called, cells: Cells) -> Assembled:
    is_single = called.kind == "single_choice"
    told = answer_cell.letters(cells.get("answer"))
    if told is None:
        raise Unclear(say("Cột Đáp án phải ghi chữ cái của phương án đúng, ví dụ B hoặc A, C."))
    if strange := [letter for letter in told if letter not in cells.options]:
        raise Unclear(say("Đáp án %(letter)s không có phương án nào.", letter=strange[0]))
    unsaid = [letter for letter, share in told.items() if share is None]
    even = ONE if is_single else ONE / max(1, len(unsaid))
    shares = {letter: even if share is None else share for letter, share in told.items()}
    if is_single and len(unsaid) > 1:
        raise Unclear(
            say(
                "Câu nhiều lựa chọn chỉ có một đáp án; ô này ghi %(n)d chữ cái. Nhiều đáp án thì ghi Dạng: Chọn nhiều đáp án.",
                n=len(unsaid),
            )
        )
    options = [Choice(writing.line(text), shares.get(letter, ZERO)) for letter, text in cells.options.items()]
    return assemble.choices(cells.stem, options, single=is_single, explanation=cells.explanation)


def _statements(called: Called, cells: Cells) -> Assembled:
    truths = answer_cell.truths(cells.get("answer"))
    if truths is None or len(truths) != len(cells.options):
        raise Unclear(say("Cột Đáp án phải ghi Đ hoặc S cho từng ý, ví dụ ĐSĐS."))
    rows = [{"id": letter.lower(), "text": writing.line(text)} for letter, text in cells.options.items()]
    key: dict[str, object] = {"truths": {str(row["id"]): truth for row, truth in zip(rows, truths, strict=True)}}
    content = {"stem": cells.stem, "body": {"statements": rows}, "key": key, "explanation": cells.explanation}
    return _with_table(Assembled("true_false_group", content), cells)


def _with_table(made: Assembled, cells: Cells) -> Assembled:
    if not cells.get("table"):
        return made
    table = answer_cell.table(cells.get("table"))
    if table is None:
        raise Unclear(say("Cột Bảng điểm ghi tỉ lệ điểm theo số ý đúng, ví dụ 1=0,1; 2=0,25; 3=0,5; 4=1."))
    key = made.content["key"]
    return replace(made, content={**made.content, "key": {**(key if isinstance(key, dict) else {}), "score_table": table}})


def _typed(called: Called, cells: Cells) -> Assembled:
    accepted = answer_cell.typed(cells.get("answer"))
    made = assemble.short_text(cells.stem, accepted, called.case_sensitive, cells.explanation)
    if called.format == "text":
        return made
    return replace(made, content={**made.content, "body": {"format": called.format}})


def _numerical(called: Called, cells: Cells) -> Assembled:
    return assemble.numerical(cells.stem, answer_cell.numbers(cells.get("answer")), cells.get("unit"), cells.explanation)


def _matching(called: Called, cells: Cells) -> Assembled:
    halves = [text.partition("=>") for text in cells.options.values()]
    if not all(arrow for _, arrow, _ in halves):
        raise Unclear(say("Câu ghép đôi: mỗi ô phương án ghi một cặp, ví dụ Việt Nam => Hà Nội; mục thừa ghi => Huế."))
    pairs = [(writing.line(prompt), writing.line(choice)) for prompt, _, choice in halves]
    return _with_table(assemble.match_pairs(cells.stem, pairs, cells.explanation), cells)


def _essay(called: Called, cells: Cells) -> Assembled:
    return assemble.essay(cells.stem, model_answer=writing.paragraphs(cells.get("answer")), explanation=cells.explanation)


def _description(called: Called, cells: Cells) -> Assembled:
    return assemble.description(cells.stem, cells.explanation)


_READERS: Mapping[str, Callable[[Called, Cells], Assembled]] = MappingProxyType(
    {
        "single_choice": _choices,
        "multiple_choice": _choices,
        "true_false_group": _statements,
        "short_answer": _typed,
        "numerical": _numerical,
        "matching": _matching,
        "essay": _essay,
        "description": _description,
    }
)

"""Which lines a reader of Word files might take for something else: a label, a head, an answer, the end of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterable

from question_bank.formats.word import answers, markers
from question_bank.formats.word_out.asked import Asked
from question_bank.formats.word_out.lines import Line

_LABEL = re.compile(r"(?:^|\s)[*#]{0,2}\s?[A-Ha-h]\s{0,2}[.):/]")
_ODD_START = re.compile(r"\s*[*#(\[]")
_SECOND_HEAD = re.compile(r"(?:\t|\s{2})(?:Câu|Question)")
_PLAIN_ANSWER = re.compile(r"-?\d{1,3}(?:,\d{1,3})?")
_TESTS = (
    markers.question_head, markers.is_part, markers.is_end, markers.label_lines, markers.key_tag, markers.is_key_head, markers.is_solutions_head,
    markers.stimulus_range, _LABEL.search, _ODD_START.match, _SECOND_HEAD.search,
)  # fmt: skip


def is_doubtful(asked: Asked, explanation: Iterable[Line], typed: str) -> bool:
    """Whether only reading it back can tell that the question stays what it is."""
    if asked.kind in ("cloze", "drag_words"):
        return True
    choices = [*asked.options, *asked.statements, *asked.choices]
    below = [line for each in choices for line in each.lines]
    if not asked.stem or any(len(each.lines) != 1 for each in choices) or any(_looks_like_key(line) for line in below):
        return True
    if typed and not _PLAIN_ANSWER.fullmatch(typed):
        return True
    return are_doubtful((*asked.stem, *below, *explanation))


def are_doubtful(lines: Iterable[Line]) -> bool:
    """The same of lines that no question asks by itself."""
    return any(line.is_table or _reads_otherwise(line.text) for line in lines)


def _reads_otherwise(text: str) -> bool:
    # Solutions and answers open by words behind which anything may stand; that they end somewhere says that they opened.
    opens = any(end(text) is not None for end in (markers.solution_end, markers.shared_solution_end, markers.answer_end))
    return opens or any(test(text) for test in _TESTS) or any(answers.ending_truth(text, loud=loud) for loud in (True, False))


def _looks_like_key(line: Line) -> bool:
    """A whole option that is underlined or bold."""
    return all(look.underline for look in line.looks) or all(look.bold for look in line.looks)

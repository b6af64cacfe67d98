"""What a sheet calls the kinds of questions, and what kind a row is that does not say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from core.folding import fold
from question_bank.formats.excel import answer_cell
from question_bank.kinds import national_number


@dataclass(frozen=True, slots=True)
class Called:
    """A kind as a sheet knows it: of short answers there are three."""

    kind: str
    format: str = ""
    case_sensitive: bool = False


WORDS: Mapping[str, Called] = MappingProxyType(
    {
        "Nhiều lựa chọn": Called("single_choice"),
        "Chọn nhiều đáp án": Called("multiple_choice"),
        "Đúng/Sai": Called("true_false_group"),
        "Trả lời ngắn": Called("short_answer", "text"),
        "Trả lời ngắn (phân biệt hoa thường)": Called("short_answer", "text", case_sensitive=True),
        "Trả lời ngắn (4 ô)": Called("short_answer", "national"),
        "Số": Called("numerical"),
        "Ghép đôi": Called("matching"),
        "Tự luận": Called("essay"),
        "Dẫn": Called("description"),
    }
)
_MEANT = {fold(word): called for word, called in WORDS.items()} | {
    "mot lua chon": Called("single_choice"), "trac nghiem": Called("single_choice"), "tn": Called("single_choice"), "single": Called("single_choice"),
    "nhieu phuong an dung": Called("multiple_choice"), "multiple": Called("multiple_choice"),
    "dung sai": Called("true_false_group"), "ds": Called("true_false_group"), "true/false": Called("true_false_group"),
    "tln": Called("short_answer", "national"), "dien so": Called("numerical"), "cau tra loi bang so": Called("numerical"),
    "noi": Called("matching"), "ghep": Called("matching"), "tl": Called("essay"), "essay": Called("essay"), "doan dan": Called("description"),
}  # fmt: skip
_ONE_OF_SEVERAL = fold("Nhiều lựa chọn")
_ONE_LETTER = re.compile(r"[a-z]")
_LETTERS = re.compile(r"[a-z](?:[\s,;]*[a-z])*")


def word_of(called: Called) -> str:
    """The word that a written sheet uses."""
    return next(word for word, each in WORDS.items() if each == called)


def called(word: str, answer: str) -> Called | None:
    """The kind that a word of the sheet means, by Vietnamese words, their usual shorts or our own code; None for a stranger.

    "Nhiều lựa chọn" is the ministry's word for one right option of several; who writes several right ones below it means those.
    """
    bare = fold(word)
    if bare == _ONE_OF_SEVERAL and not _is_one(answer):
        return Called("multiple_choice")
    return _MEANT.get(bare) or next((each for each in WORDS.values() if each.kind == bare.replace(" ", "_")), None)


def _is_one(answer: str) -> bool:
    """Whether the cell calls one option right, others worth a part of it at most; also where it names none."""
    shares = (answer_cell.letters(answer) or {}).values()
    return not shares or (sum(share in (None, 1) for share in shares) == 1 and all(share is None or share >= 0 for share in shares))


def guessed(options: Sequence[str], answer: str) -> Called:
    """The kind of a row that does not say, by the shape of its answer."""
    bare = fold(answer)
    if any("=>" in option for option in options):
        return Called("matching")
    if options:
        if _ONE_LETTER.fullmatch(bare):
            return Called("single_choice")
        if (truths := answer_cell.truths(answer)) and len(truths) == len(options) > 1:
            return Called("true_false_group")
        return Called("multiple_choice" if _LETTERS.fullmatch(bare) or "=" in bare else "single_choice")
    if not bare:
        return Called("essay")
    is_boxed = national_number.value_of(national_number.with_comma(answer)) is not None
    return Called("short_answer", "national" if is_boxed else "text")

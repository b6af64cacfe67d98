"""The Aiken reader (https://docs.moodle.org/en/Aiken_format): a text, options A. B. C., a line ANSWER: B. Nothing else.

Texts are plain words. A text or an option may run over several lines; a blank line ends an option.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from core.words import Message, say
from question_bank.formats import assemble, encoding, rich_text
from question_bank.formats.assemble import Choice
from question_bank.formats.contract import ImportedFile, ImportedItem, Limits, State, UnreadableFile

_OPTION = re.compile(r"([A-Z])[.)][ \t]+(.*)")
_ANSWER = re.compile(r"ANSWER[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_ENDS_WITH_ANSWER = re.compile(r"^[ \t]*A[.)][ \t]+\S.*$(?:\n.*){1,60}?\n[ \t]*ANSWER[ \t]*:[ \t]*[A-Z][ \t]*$", re.MULTILINE)
_SNIFFED = 8192


@dataclass(slots=True)
class _Block:
    """One question's lines: the text, then each option's; the letter after ANSWER, None while there was none."""

    line: int
    stem: list[str] = field(default_factory=list)
    options: list[list[str]] = field(default_factory=list)
    answer: str | None = None
    problem: Message | None = None


def looks_like(data: bytes) -> bool:
    """Whether an option A is followed by an ANSWER line (a GIFT question has braces there)."""
    head = encoding.head(data, _SNIFFED).replace("\r\n", "\n")
    found = _ENDS_WITH_ANSWER.search(head)
    return found is not None and "{" not in head[: found.start()]


def read(data: bytes, limits: Limits = Limits()) -> ImportedFile:  # noqa: B008 (frozen)
    """Every question of an Aiken file; raises UnreadableFile."""
    if len(data) > limits.file_bytes:
        raise UnreadableFile(say("Tệp lớn hơn %(n)d MB.", n=limits.file_bytes // 1_000_000))
    text, notes = encoding.decode(data)
    items: list[ImportedItem] = []
    for block in _blocks(text.split("\n")):
        if len(items) >= limits.questions:
            raise UnreadableFile(say("Tệp có hơn %(n)d câu hỏi; hãy chia thành nhiều tệp.", n=limits.questions))
        items.append(_item(block, str(len(items) + 1), limits))
    if not items:
        raise UnreadableFile(say("Tệp không có câu hỏi nào."))
    return ImportedFile("aiken", (), tuple(items), notes=notes)


def _blocks(lines: list[str]) -> Iterator[_Block]:
    block: _Block | None = None
    blank = False
    for number, line in enumerate(map(str.strip, lines), start=1):
        if not line:
            blank = True
            continue
        option, answer = _OPTION.fullmatch(line), _ANSWER.fullmatch(line)
        # An option A after options, or words after a blank line, begin a question: the one before has no ANSWER.
        begins = option.group(1) == "A" if option else not answer and blank
        if block is not None and block.options and begins:
            yield block
            block = None
        block = block or _Block(number)
        _add(block, line, option, after_blank=blank)
        blank = False
        if answer:
            block.answer = answer.group(1).strip().upper()
            yield block
            block = None
    if block is not None:
        yield block


def _add(block: _Block, line: str, option: re.Match[str] | None, after_blank: bool) -> None:
    if _ANSWER.fullmatch(line):
        return
    expected = chr(ord("A") + len(block.options))
    if option and option.group(1) == expected and block.stem:
        block.options.append([option.group(2)])
    elif not block.options:
        block.stem += ["", line] if after_blank and block.stem else [line]
    elif option:
        block.problem = say("Phương án %(letter)s đứng sai thứ tự.", letter=option.group(1))
    else:
        block.options[-1].append(line)


def _item(block: _Block, ref: str, limits: Limits) -> ImportedItem:
    problem = block.problem or _problem(block, limits)
    if problem is not None:
        name = " ".join(block.stem)[:100]
        return ImportedItem(ref, "multichoice", None, "refused", (problem,), None, name=name, line=block.line)
    right = ord(block.answer or "A") - ord("A")
    options = [Choice(_html(lines), Decimal(place == right)) for place, lines in enumerate(block.options)]
    made = assemble.checked(assemble.choices(_html(block.stem), options, single=True))
    state: State = "refused" if made.refused else "changed" if made.reasons else "kept"
    return ImportedItem(ref, "multichoice", made.kind, state, made.reasons, made.content, line=block.line)


def _problem(block: _Block, limits: Limits) -> Message | None:
    if sum(map(len, (*block.stem, *(line for option in block.options for line in option)))) > limits.question_characters:
        return say("Câu hỏi dài quá %(n)d ký tự.", n=limits.question_characters)
    if not block.options:
        return say("Không có phương án A, B, C… sau lời hỏi.")
    if block.answer is None:
        return say("Thiếu dòng ANSWER.")
    known = [chr(ord("A") + place) for place in range(len(block.options))]
    if block.answer not in known:
        return say("Dòng ANSWER không ghi chữ cái của một phương án.")
    return None


def _html(lines: list[str]) -> str:
    return rich_text.convert("\n".join(lines), "plain").html

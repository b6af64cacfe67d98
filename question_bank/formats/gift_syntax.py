"""What one GIFT question says: title, text, and the answers between its braces, as small trees.

After Moodle's question/format/gift/format.php: braces decide the kind of answer, in this order: nothing,
``#`` numbers, ``~`` choices, ``=`` with ``->`` pairs, a bare TRUE or FALSE, words. Texts in the tree have
their escapes still marked (gift_signs).
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from core.words import Message, say
from question_bank.formats.rich_text import TextFormat

_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:[.,][0-9]{0,9})?)%")
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
BLANK = "_____"


class GiftError(ValueError):
    """A question that does not follow the grammar, with the reason."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Text:
    """Marked text and its format."""

    text: str
    form: TextFormat


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: ``=`` or ``~`` (or "" for a bare one), its %weight% as a share, text and feedback."""

    sign: str
    weight: Decimal | None
    text: Text
    feedback: Text | None


@dataclass(frozen=True, slots=True)
class Question:
    """A whole question; `kind` in Moodle's words. `truth` and `said` are for truefalse only."""

    kind: str
    title: str
    stem: Text
    answers: tuple[Answer, ...] = ()
    explanation: Text | None = None
    truth: bool | None = None
    said: tuple[Text | None, Text | None] = (None, None)
    """Feedback to the wrong answer, then to the right one."""


def parse(block: str, most_answers: int) -> Question:
    """The question in a block of marked text; raises GiftError."""
    title, rest = _title(block.strip())
    before, inside, after = _braces(rest)
    stem = _text(before, "moodle")
    if inside is None:
        return Question("description", title, Text(stem.text.strip(), stem.form))
    if after.strip():
        stem = Text(f"{stem.text}{BLANK}{after}", stem.form)
    stem = Text(stem.text.strip(), stem.form)
    inside, explanation = _general_feedback(inside, stem.form)
    return _answered(Question("", title, stem, explanation=explanation), inside.strip(), most_answers)


def _title(text: str) -> tuple[str, str]:
    if text.startswith("::"):
        title, end, rest = text[2:].partition("::")
        if end:
            return title.strip(), rest
    return "", text


def _braces(text: str) -> tuple[str, str | None, str]:
    opened, closed = text.count("{"), text.count("}")
    if not opened and not closed:
        return text, None, ""
    if opened > closed:
        raise GiftError(say("Thiếu dấu } đóng phần đáp án."))
    before, _, rest = text.partition("{")
    inside, _, after = rest.partition("}")
    if opened != 1 or closed != 1 or "}" in before:
        raise GiftError(
            say("Có nhiều dấu { } trong một câu: thiếu dòng trống giữa hai câu, hoặc dấu ngoặc trong chữ chưa viết là \\{ \\}.")
        )
    return before, inside, after


def _general_feedback(inside: str, form: TextFormat) -> tuple[str, Text | None]:
    inside, mark, said = inside.partition("####")
    explanation = _text(said, form) if mark and said.strip() else None
    return inside, explanation


def _answered(question: Question, inside: str, most: int) -> Question:
    if not inside:
        return _as(question, "essay")
    if inside.startswith("#"):
        return _as(question, "numerical", _answers(inside[1:], question.stem.form, most))
    if "~" in inside:
        return _as(question, "multichoice", _answers(inside, question.stem.form, most))
    if "=" in inside and "->" in inside:
        return _as(question, "match", _answers(inside, question.stem.form, most))
    truth = _TRUTHS.get(inside.partition("#")[0].strip().upper())
    if truth is not None:
        return _true_false(question, truth, inside)
    return _as(question, "shortanswer", _answers(inside, question.stem.form, most))


def _as(question: Question, kind: str, answers: tuple[Answer, ...] = ()) -> Question:
    return Question(kind, question.title, question.stem, answers, question.explanation)


def _true_false(question: Question, truth: bool, inside: str) -> Question:
    said = [_said(piece, question.stem.form) for piece in inside.split("#")[1:3]]
    wrong, right = [*said, None, None][:2]
    return Question("truefalse", question.title, question.stem, (), question.explanation, truth, (wrong, right))


def _answers(inside: str, form: TextFormat, most: int) -> tuple[Answer, ...]:
    """Split at every ``=`` and ``~``; a piece before the first one is a bare answer."""
    if inside.count("=") + inside.count("~") > most:
        raise GiftError(say("Câu hỏi có hơn %(n)d đáp án.", n=most))
    pieces = re.split("([=~])", inside)
    found = [("", pieces[0])] if pieces[0].strip() else []
    found += list(zip(pieces[1::2], pieces[2::2], strict=True))
    return tuple(_answer(sign, piece, form) for sign, piece in found if piece.strip())


def _answer(sign: str, piece: str, form: TextFormat) -> Answer:
    piece = piece.strip()
    weight: Decimal | None = None
    if found := _WEIGHT.match(piece):
        weight = Decimal(found.group(1).replace(",", ".").rstrip(".")) / 100
        piece = piece[found.end() :]
    words, _, said = piece.partition("#")
    return Answer(sign, weight, _text(words, form), _said(said, form))


def _said(piece: str, form: TextFormat) -> Text | None:
    return _text(piece, form) if piece.strip() else None


def _text(piece: str, form: TextFormat) -> Text:
    """The text and its own format if it names one. Only the title and the braces end it, so spaces stay."""
    found = _FORMAT.match(piece)
    if not found:
        return Text(piece, form)
    return Text(piece[found.end() :], _form(found.group(1).lower()))


def _form(name: str) -> TextFormat:
    known: tuple[TextFormat, ...] = ("html", "moodle", "plain", "markdown")
    return next(form for form in known if form == name)

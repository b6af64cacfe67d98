"""The GIFT reader: Moodle's plain text format for questions (https://docs.moodle.org/en/GIFT_format)."""

import re
from decimal import Decimal

from core.words import Message, say
from question_bank.formats import assemble, encoding, gift_blocks, gift_numbers, gift_signs, gift_syntax, media, rich_text
from question_bank.formats.assemble import Accepted, Assembled, Choice
from question_bank.formats.contract import ImportedFile, ImportedItem, Limits, UnreadableFile
from question_bank.formats.gift_blocks import Block
from question_bank.formats.gift_syntax import Answer, GiftError, Question, Text
from question_bank.formats.moodle import bonds

_SOFT_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_CUT_TAG = re.compile(r"<[A-Za-z][A-Za-z0-9]*\s[^<>]*\b(?:src|href|style|class|id|alt|title|width|height|align|target|lang|dir)\s*\Z")
_ONE, _ZERO = Decimal(1), Decimal(0)


def read(data: bytes, limits: Limits = Limits()) -> ImportedFile:  # noqa: B008 (frozen)
    """Every question of a GIFT file; raises UnreadableFile."""
    if len(data) > limits.file_bytes:
        raise UnreadableFile(say("Tệp lớn hơn %(n)d MB.", n=limits.file_bytes // 1_000_000))
    text, notes = encoding.decode(data)
    shelf = media.MediaShelf(limits)
    categories: dict[str, None] = {}
    items: list[ImportedItem] = []
    for found in gift_blocks.split(text):
        if isinstance(found, str):
            categories[found] = None
            continue
        if len(items) >= limits.questions:
            raise UnreadableFile(say("Tệp có hơn %(n)d câu hỏi; hãy chia thành nhiều tệp.", n=limits.questions))
        items.append(_item(found, str(len(items) + 1), limits, shelf))
    if not items and not categories:
        raise UnreadableFile(say("Tệp không có câu hỏi nào."))
    return ImportedFile("gift", tuple(categories), bonds.joined(items), shelf.found, notes)


def _item(block: Block, ref: str, limits: Limits, shelf: media.MediaShelf) -> ImportedItem:
    try:
        if len(block.text) > limits.question_characters:
            raise GiftError(say("Câu hỏi dài quá %(n)d ký tự.", n=limits.question_characters))
        question = gift_syntax.parse(block.text, limits.answers)
    except GiftError as error:
        return _refused(block, ref, "", error.message)
    converter = _Converter(shelf)
    try:
        made = assemble.checked(_assembled(question, converter))
    except GiftError as error:
        return _refused(block, ref, question.kind, error.message)
    reasons = tuple(dict.fromkeys((*converter.reasons, *made.reasons)))
    return ImportedItem(
        ref=ref,
        source_kind=question.kind,
        kind=made.kind,
        state="refused" if made.refused else "changed" if reasons else "kept",
        reasons=reasons,
        content=made.content,
        name=converter.plain(question.title),
        category=block.category,
        tags=block.tags,
        line=block.line,
        external_id=block.external_id,
        media=tuple(dict.fromkeys(converter.used)),
    )


def _refused(block: Block, ref: str, source_kind: str, reason: Message) -> ImportedItem:
    return ImportedItem(
        ref,
        source_kind,
        kind=None,
        state="refused",
        reasons=(reason,),
        content=None,
        name=gift_signs.restore(block.lines[0].strip())[:100],
        category=block.category,
        tags=block.tags,
        line=block.line,
        external_id=block.external_id,
    )


class _Converter:
    """Texts of one question to html, keeping what there is to say about them."""

    def __init__(self, shelf: media.MediaShelf) -> None:
        self._shelf = shelf
        self.reasons: list[Message] = []
        self.used: list[str] = []

    def html(self, text: Text | None) -> str:
        if text is None:
            return ""
        # In moodle and plain text a line end is only where the file's line was full; \n is a real one.
        soft = text.text if text.form in ("html", "markdown") else _SOFT_BREAK.sub(" ", text.text)
        made = rich_text.convert(gift_signs.restore(soft), text.form)
        html, used, reasons = media.take_in(made.html, self._shelf, {})
        self.reasons += [*made.reasons, *reasons]
        self.used += used
        if _CUT_TAG.search(text.text):
            self.reasons.append(say("Có thẻ HTML bị cắt: có thể dấu = hoặc ~ trong thẻ chưa viết là \\= \\~."))
        return html

    def plain(self, marked: str) -> str:
        """Words that are compared, not shown as html: a title, a typed answer."""
        return " ".join(gift_signs.restore(marked).split())


def _assembled(question: Question, to: _Converter) -> Assembled:
    stem, explanation = to.html(question.stem), to.html(question.explanation)
    match question.kind:
        case "multichoice":
            return _choices(question, to, stem, explanation)
        case "truefalse":
            return _true_false(question, to, stem, explanation)
        case "numerical":
            return assemble.numerical(stem, _numbers(question, to), explanation=explanation)
        case "match":
            return _matching(question, to, stem, explanation)
        case "shortanswer":
            accepted = [Accepted(to.plain(each.text.text), _share(each), to.html(each.feedback)) for each in question.answers]
            return assemble.short_text(stem, accepted, case_sensitive=False, explanation=explanation)
        case "essay":
            return assemble.essay(stem, explanation=explanation)
        case _:
            return assemble.description(stem, explanation)


def _share(answer: Answer) -> Decimal:
    """``~`` is worth nothing unless it says; ``=`` and a bare answer all, unless they say."""
    if answer.weight is not None:
        return answer.weight
    return _ZERO if answer.sign == "~" else _ONE


def _choices(question: Question, to: _Converter, stem: str, explanation: str) -> Assembled:
    options = [Choice(to.html(each.text), _share(each), to.html(each.feedback)) for each in question.answers]
    # Moodle: a single choice has an answer that is simply right; without one, weights add up.
    single = any(each.sign == "=" for each in question.answers)
    return assemble.choices(stem, options, single, explanation)


def _true_false(question: Question, to: _Converter, stem: str, explanation: str) -> Assembled:
    wrong, right = (to.html(said) for said in question.said)
    said = (right, wrong) if question.truth else (wrong, right)
    return assemble.true_false(stem, bool(question.truth), said, explanation)


def _numbers(question: Question, to: _Converter) -> list[Accepted]:
    """Accepted numbers; a wrong answer (``~``) only carries feedback for every other number, so it goes last."""
    right: list[Accepted] = []
    others: list[Accepted] = []
    for each in question.answers:
        feedback, text = to.html(each.feedback), to.plain(each.text.text)
        if each.sign == "~" and text in ("", "*"):
            others.append(Accepted("*", _ZERO, feedback))
            continue
        value, tolerance = gift_numbers.read(text)
        right.append(Accepted(value, _share(each), feedback, tolerance))
    return right + others


def _matching(question: Question, to: _Converter, stem: str, explanation: str) -> Assembled:
    pairs: list[tuple[str, str]] = []
    for each in question.answers:
        prompt, arrow, choice = each.text.text.partition("->")
        if not arrow:
            raise GiftError(say("Một cặp ghép thiếu dấu ->."))
        if each.feedback is not None or each.weight is not None:
            to.reasons.append(say("Trọng số và nhận xét của từng cặp ghép bị bỏ."))
        # Moodle keeps the right-hand side as words, whatever the format of the left.
        pairs.append((to.html(Text(prompt, each.text.form)), to.html(Text(choice, "moodle"))))
    return assemble.match_pairs(stem, pairs, explanation)

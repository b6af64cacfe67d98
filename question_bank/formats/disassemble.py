"""From a content of ours to a question in Moodle's words, which both GIFT and Moodle XML then spell. The way back of `assemble`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from core.words import say
from question_bank.formats.contract import OutgoingItem
from question_bank.formats.outgoing_text import Losses
from question_bank.kinds import shape, wildcard, written_number
from question_bank.kinds.registry import kind_of

ONE, ZERO = Decimal(1), Decimal(0)
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """An option, a typed answer or a number: its text (html for an option), share, feedback; tolerance of a number."""

    text: str
    share: Decimal
    feedback: str = ""
    tolerance: str = "0"


@dataclass(frozen=True, slots=True)
class Taken:
    """One question in Moodle's words. Pairs are (prompt html, choice in words); a choice that matches nothing has no prompt."""

    type: str
    stem: str
    explanation: str
    answers: tuple[Answer, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    single: bool = True
    pinned: bool = False
    case_sensitive: bool = False
    unit: str = ""
    lines: int = 0
    model_answer: str = ""


def take(item: OutgoingItem, losses: Losses) -> Taken | None:
    """The question, with what Moodle has no place for told in `losses`; None when no question of Moodle's oldest types asks the same."""
    tell_curriculum(item, losses)
    return _TAKERS[item.kind](item.content, losses)


def tell_curriculum(item: OutgoingItem, losses: Losses) -> None:
    """Moodle has no place for where a question stands in the curriculum."""
    losses.tell(say("Chủ đề, yêu cầu cần đạt và mức độ không ghi được."), item.topic_code or item.outcome_code or item.level)


def _taken(kind: str, content: Row, losses: Losses) -> Taken:
    return Taken(kind, losses.html(content.get("stem")), losses.html(content.get("explanation")))


def _single_choice(content: Row, losses: Losses) -> Taken:
    rows = shape.rows(shape.at(content, "body", "options"))
    right, partial = shape.at(content, "key", "right"), shape.mapping(shape.at(content, "key", "partial"))
    shares = [ONE if row.get("id") == right else losses.share(partial.get(shape.text(row.get("id")), "0")) for row in rows]
    losses.tell(say("Có nhiều phương án trọn điểm; nơi nhận coi phương án đầu là đáp án."), shares.count(ONE) > 1)
    kind = "truefalse" if _is_true_false(rows, shares) else "multichoice"
    return _options(_taken(kind, content, losses), rows, shares, losses)


def _is_true_false(rows: Sequence[Row], shares: Sequence[Decimal]) -> bool:
    return [row.get("text") for row in rows] == ["Đúng", "Sai"] and all(row.get("pinned") is True for row in rows) and sum(shares) == 1


def _multiple_choice(content: Row, losses: Losses) -> Taken:
    rows = shape.rows(shape.at(content, "body", "options"))
    weights = shape.mapping(shape.at(content, "key", "weights"))
    shares = [losses.share(weights.get(shape.text(row.get("id")), "0")) for row in rows]
    return replace(_options(_taken("multichoice", content, losses), rows, shares, losses), single=False)


def _options(base: Taken, rows: Sequence[Row], shares: Sequence[Decimal], losses: Losses) -> Taken:
    pinned = [row.get("pinned") is True for row in rows]
    losses.tell(say("Chỉ có thể giữ chỗ mọi phương án, không giữ chỗ riêng một số."), any(pinned) and not all(pinned))
    answers = [
        Answer(losses.html(row.get("text")), share, losses.html(row.get("feedback"))) for row, share in zip(rows, shares, strict=True)
    ]
    return replace(base, answers=tuple(answers), pinned=any(pinned))


def _true_false_group(content: Row, losses: Losses) -> Taken:
    """As pairs of a statement and Đúng or Sai: what a Moodle without plugins can ask."""
    rows = shape.rows(shape.at(content, "body", "statements"))
    truths = shape.mapping(shape.at(content, "key", "truths"))
    losses.tell(say("Câu Đúng/Sai nhiều ý thành câu ghép đôi; bảng điểm theo số ý đúng bị bỏ."))
    losses.tell(say("Nhận xét của từng ý bị bỏ."), any(row.get("feedback") for row in rows))
    pairs = [(losses.html(row.get("text")), "Đúng" if truths.get(shape.text(row.get("id"))) is True else "Sai") for row in rows]
    unused = [("", word) for word in ("Đúng", "Sai") if word not in {said for _, said in pairs}]
    return replace(_taken("match", content, losses), pairs=(*pairs, *unused))


def _short_answer(content: Row, losses: Losses) -> Taken:
    rows = shape.rows(shape.at(content, "key", "accepted"))
    if shape.at(content, "body", "format") == "national":
        losses.tell(say("Trả lời ngắn bốn ô thành câu trả lời bằng số, không sai số."))
        return replace(_taken("numerical", content, losses), answers=tuple(_number(row, "text", losses) for row in rows))
    answers = [
        Answer(losses.line(wildcard.tidy(shape.text(row.get("text")))), losses.share(row.get("fraction")), losses.html(row.get("feedback")))
        for row in rows
    ]
    is_strict = shape.at(content, "body", "case_sensitive") is True
    return replace(_taken("shortanswer", content, losses), answers=tuple(answers), case_sensitive=is_strict)


def _numerical(content: Row, losses: Losses) -> Taken:
    rows = shape.rows(shape.at(content, "key", "accepted"))
    unit = losses.line(shape.at(content, "body", "unit"))
    return replace(_taken("numerical", content, losses), answers=tuple(_number(row, "value", losses) for row in rows), unit=unit)


def _number(row: Row, name: str, losses: Losses) -> Answer:
    value = written_number.parse(shape.text(row.get(name)))
    tolerance = written_number.parse(shape.text(row.get("tolerance", "0"))) or ZERO
    text = "*" if value is None else written_number.canonical(value)
    spread = "0" if value is None else written_number.canonical(tolerance)
    return Answer(text, losses.share(row.get("fraction")), losses.html(row.get("feedback")), spread)


def _matching(content: Row, losses: Losses) -> Taken:
    choices = shape.rows(shape.at(content, "body", "choices"))
    key = shape.mapping(shape.at(content, "key", "pairs"))
    losses.tell(say("Bảng điểm theo số cặp đúng bị bỏ."), shape.at(content, "key", "score_table"))
    losses.tell(say("Mục để ghép không giữ chỗ được."), any(row.get("pinned") is True for row in choices))
    words = {row.get("id"): losses.words(row.get("text"), f"({number})") for number, row in enumerate(choices, start=1)}
    prompts = shape.rows(shape.at(content, "body", "prompts"))
    pairs = [(losses.html(row.get("text")), words[key[shape.text(row.get("id"))]]) for row in prompts]
    used = set(key.values())
    return replace(_taken("match", content, losses), pairs=(*pairs, *(("", said) for name, said in words.items() if name not in used)))


def _essay(content: Row, losses: Losses) -> Taken:
    losses.tell(say("Thang điểm chấm tự luận bị bỏ."), shape.at(content, "key", "rubric"))
    lines = shape.at(content, "body", "lines")
    model_answer = losses.html(shape.at(content, "key", "model_answer"))
    return replace(_taken("essay", content, losses), lines=lines if isinstance(lines, int) else 0, model_answer=model_answer)


def _description(content: Row, losses: Losses) -> Taken:
    return _taken("description", content, losses)


def _parameterised(content: Row, losses: Losses) -> Taken | None:
    """Its first variant: a question whose numbers stand still."""
    losses.tell(say("Câu hỏi tham số thành câu có số cố định: chỉ biến thể đầu được ghi."))
    settled = kind_of("parameterised").for_form(content)
    return _TAKERS[shape.text(shape.at(settled, "body", "asks"))](settled, losses)


def _beyond(content: Row, losses: Losses) -> None:
    """A kind that the oldest types cannot ask: the writer says so, or has a younger type for it."""


_TAKERS: Mapping[str, Callable[[Row, Losses], Taken | None]] = MappingProxyType(
    {
        "single_choice": _single_choice,
        "multiple_choice": _multiple_choice,
        "true_false_group": _true_false_group,
        "short_answer": _short_answer,
        "numerical": _numerical,
        "matching": _matching,
        "essay": _essay,
        "description": _description,
        "parameterised": _parameterised,
        "ordering": _beyond,
        "cloze": _beyond,
        "drag_words": _beyond,
        "drag_picture": _beyond,
        "hotspot": _beyond,
        "stimulus": _beyond,
        "code": _beyond,
        "file_upload": _beyond,
        "office_practical": _beyond,
    }
)

"""The Word writer: questions as teachers write them, which the Word reader takes back (docs/formats.md says what it does not)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from core.words import say
from question_bank.formats import assemble, docx
from question_bank.formats.contract import Exported, ImportedItem, OutgoingItem, TaggedItem, UnreadableFile
from question_bank.formats.outgoing_text import Losses
from question_bank.formats.word import items, markers
from question_bank.formats.word_out import layout, misreading, text
from question_bank.formats.word_out.asked import Asked, asked, right_ids, typed
from question_bank.formats.word_out.lines import Line, Lines
from question_bank.formats.word_out.package import word_file
from question_bank.formats.word_out.pictures import Pictures
from question_bank.formats.word_out.text import BOLD, Look
from question_bank.kinds import shape, written_number

_HELD = frozenset({"single_choice", "multiple_choice", "true_false_group", "short_answer", "numerical", "essay"})
_MOST_CHOICES = 8
_USUAL_LINES = 10
_SMALL = Look(italic=True, size=9)
_SIZES = re.compile(r' c[xy]="\d+"')
_NOT_HELD = say("Word không ghi được dạng câu này: câu không có trong tệp.")
_READ_OTHERWISE = say("Có dòng giống nhãn của câu hỏi (Câu 1., A., Đáp án:…), nhập lại sẽ hiểu khác.")


def write(items: Sequence[OutgoingItem], pictures: Mapping[str, bytes]) -> Exported:
    """The questions as a .docx, numbered from 1, each with its key, its solution and, in small letters, its code and tags."""
    shelf = Pictures(pictures)
    blocks: list[str] = []
    losses, left_out = [], []
    for item in items:
        told = Losses()
        if _cannot(item, told):
            left_out.append(item.ref)
        else:
            blocks.append(_checked(item, len(blocks) + 1, shelf, pictures, told))
        losses += [(item.ref, message) for message in told.messages]
    return Exported(word_file("".join(blocks), shelf), tuple(losses), tuple(left_out))


def _cannot(item: OutgoingItem, told: Losses) -> bool:
    is_held = item.kind in _HELD and len(shape.rows(shape.at(item.content, "body", "options"))) <= _MOST_CHOICES
    is_held = is_held and len(shape.rows(shape.at(item.content, "body", "statements"))) <= _MOST_CHOICES
    told.tell(_NOT_HELD, not is_held)
    return not is_held


def _checked(item: OutgoingItem, number: int, shelf: Pictures, pictures: Mapping[str, bytes], told: Losses) -> str:
    """The question's blocks; where a line of it might be taken for something else, it is read back to see."""
    written, is_doubtful = _question(item, number, shelf, told)
    if is_doubtful:
        told.tell(_READ_OTHERWISE, not _comes_back(item, pictures, is_whole=not told.messages))
    return written


def _comes_back(item: OutgoingItem, pictures: Mapping[str, bytes], *, is_whole: bool) -> bool:
    """Whether it is read back as one question of its kind; word for word when it `is_whole`, without a loss that was told."""
    # A picture without its bytes (they are not read to count losses) is a picture all the same.
    known = {name: data or _PIXEL for name, data in pictures.items()}
    shelf = Pictures(known)
    written, _ = _question(item, 1, shelf, Losses())
    try:
        found = docx.read(word_file(written, shelf))
    except UnreadableFile:
        return False
    if len(found.items) != 1 or found.items[0].kind != item.kind or not is_whole:
        return len(found.items) == 1 and found.items[0].kind == item.kind
    if found.items[0].state != "kept":
        return False
    again, _ = _question(_outgoing(found.items[0]), 1, Pictures(found.media), Losses())
    return _SIZES.sub("", again) == _SIZES.sub("", written)


def _outgoing(found: ImportedItem) -> OutgoingItem:
    tagged = found if isinstance(found, TaggedItem) else None
    curriculum = (tagged.topic_code, tagged.level, tagged.outcome_code) if tagged else ("", "", "")
    return OutgoingItem(found.external_id, found.kind or "", found.content or {}, found.category, found.tags, *curriculum)


def _question(item: OutgoingItem, number: int, shelf: Pictures, told: Losses) -> tuple[str, bool]:
    """(blocks, whether they may be misread)."""
    lines = Lines(shelf, told)
    question = asked(item.kind, item.content, lines)
    explanation = lines.of(item.content.get("explanation"))
    if item.kind == "essay":
        told.tell(say("Lời giải của câu tự luận không ghi được, chỉ ghi bài làm mẫu."), explanation)
        explanation = lines.of(shape.at(item.content, "key", "model_answer"))
    level = item.level if markers.level_of(item.level) == item.level else ""
    head = f"Câu {number}{f' [{level}]' if level else ''}. "
    answer = _answer(item, question, told)
    blocks = chain(
        layout.stem(text.run(head, BOLD), question.stem), layout.body(question, with_key=True), _told_answer(answer), _solution(explanation),
        _labels(item, level, told),
    )  # fmt: skip
    _tell_limits(item, told)
    return "".join(blocks), misreading.is_doubtful(question, explanation, question.typed)


def _told_answer(answer: str) -> Iterator[str]:
    if answer:
        yield text.paragraph(text.run("Đáp án: ", BOLD), text.run(answer))


def _solution(explanation: Sequence[Line]) -> Iterator[str]:
    if explanation:
        yield text.paragraph(text.run("Lời giải", BOLD), keep=True)
        yield from layout.plain(explanation)


def _answer(item: OutgoingItem, question: Asked, told: Losses) -> str:
    match item.kind:
        case "single_choice" | "multiple_choice":
            return ", ".join(each.letter for each in question.options if each.is_right)
        case "true_false_group":
            return ", ".join(f"{each.letter}) {'Đ' if each.is_right else 'S'}" for each in question.statements)
        case "numerical":
            return _measured(item.content, told)
    return " ".join(question.typed.split())


def _measured(content: Mapping[str, object], told: Losses) -> str:
    rows = [row for row in shape.rows(shape.at(content, "key", "accepted")) if shape.decimal(row.get("fraction")) == Decimal(1)]
    tolerance = written_number.parse(shape.text(rows[0].get("tolerance"))) if rows else None
    spread = f" ± {written_number.canonical(tolerance)}".replace(".", ",") if tolerance else ""
    unit = told.line(shape.at(content, "body", "unit"))
    return f"{typed('numerical', content)}{spread}{f' {unit}' if unit else ''}"


def _labels(item: OutgoingItem, level: str, told: Losses) -> Iterator[str]:
    """One line in small letters: what a person may skip and an import takes back."""
    kind = {"multiple_choice": "chọn nhiều đáp án", "numerical": "số", "essay": "tự luận"}.get(item.kind, "")
    if item.kind == "short_answer" and shape.at(item.content, "body", "format") != "national":
        kind = "chữ"
    coded = {"Chủ đề": item.topic_code, "YCCĐ": item.outcome_code}
    kept = {name: code for name, code in coded.items() if items.is_code(code)}
    told.tell(
        say("Chủ đề, yêu cầu cần đạt hay mức độ có mã mà Word không giữ được."),
        (level != item.level) or len(kept) != sum(map(bool, coded.values())),
    )
    said = [("Dạng câu", kind), ("Mã câu", told.line(item.ref)), *kept.items(), ("Danh mục", told.line(item.category))]
    said += [("Tags", told.line(tag)) for tag in item.tags]
    shown = [(name, value) for name, value in said if value]
    told.tell(say("Mã câu, danh mục hay nhãn quá dài hoặc có dấu | không giữ được."), any(not _fits(*each) for each in shown))
    if shown:
        yield text.paragraph(text.run(" | ".join(f"{name}: {value}" for name, value in shown), _SMALL), after=6)


def _fits(name: str, value: str) -> bool:
    """Whether the label line is read back as it was said."""
    is_tag_kept = name != "Tags" or (not markers.is_tag(value) and len(value) <= 100)
    return is_tag_kept and " | " not in f" {value} " and markers.label_line(f"{name}: {value}") == (name.lower(), value)


def _tell_limits(item: OutgoingItem, told: Losses) -> None:
    key, body = shape.mapping(item.content.get("key")), shape.mapping(item.content.get("body"))
    rows = [*shape.rows(body.get("options")), *shape.rows(body.get("statements")), *shape.rows(key.get("accepted"))]
    told.tell(say("Nhận xét của từng phương án bị bỏ."), any(row.get("feedback") for row in rows))
    told.tell(say("Bảng điểm theo số ý đúng không ghi được; nhập lại sẽ dùng bảng của Bộ."), key.get("score_table"))
    told.tell(say("Điểm một phần của phương án không ghi được."), key.get("partial") or _is_uneven(item))
    accepted = shape.rows(key.get("accepted"))
    told.tell(say("Chỉ đáp án trọn điểm đầu tiên được ghi, các đáp án khác bị bỏ."), len(accepted) > 1 or _is_never_whole(accepted))
    told.tell(say("Word không ghi được rằng đáp án phân biệt chữ hoa, chữ thường."), body.get("case_sensitive"))
    told.tell(say("Thang điểm chấm tự luận bị bỏ."), key.get("rubric"))
    told.tell(say("Số dòng để viết không ghi được."), item.kind == "essay" and body.get("lines") != _USUAL_LINES)


def _is_never_whole(accepted: Sequence[Mapping[str, object]]) -> bool:
    return bool(accepted) and (shape.decimal(accepted[0].get("fraction")) != Decimal(1) or accepted[0].get("value") == "*")


def _is_uneven(item: OutgoingItem) -> bool:
    """Whether right options earn other shares than even ones, or wrong ones take something away."""
    weights = {shape.decimal(weight) or Decimal(0) for weight in shape.mapping(shape.at(item.content, "key", "weights")).values()} - {
        Decimal(0)
    }
    return item.kind == "multiple_choice" and weights != {Decimal(assemble.plain_share(Decimal(1) / len(right_ids(item.content))))}


_PIXEL = b"\x89PNG\r\n\x1a\n" + b"\0" * 16

"""What Word has no words for: kinds that are left out, and what a question loses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from core.words import say
from question_bank.formats import assemble
from question_bank.formats.contract import OutgoingItem
from question_bank.formats.outgoing_text import Losses
from question_bank.formats.word_out.asked import right_ids
from question_bank.kinds import shape
from question_bank.kinds.cloze import small_content
from question_bank.kinds.registry import kind_of

ONE = Decimal(1)
ESSAY_EXPLAINED = say("Lời giải của câu tự luận không ghi được, chỉ ghi bài làm mẫu.")
_HELD = frozenset(
    "single_choice multiple_choice true_false_group short_answer numerical matching ordering cloze drag_words essay description".split()
)
_MOST_CHOICES = 8
_LETTERED = ("options", "statements", "items")
_USUAL_LINES = 10
_TABLES = {
    "true_false_group": say("Bảng điểm theo số ý đúng không ghi được; nhập lại sẽ dùng bảng của Bộ."),
    "matching": say("Bảng điểm theo số cặp đúng bị bỏ."),
    "ordering": say("Bảng điểm theo số ý đúng bị bỏ."),
    "drag_words": say("Bảng điểm theo số ý đúng bị bỏ."),
}


def settled(item: OutgoingItem, told: Losses) -> OutgoingItem:
    """The question as the nearest kind that paper asks: a variant of one with variables, an essay for a file to hand in."""
    if item.kind == "parameterised":
        told.tell(say("Câu hỏi tham số thành câu có số cố định: chỉ biến thể đầu được ghi."))
        content = kind_of(item.kind).for_form(item.content)
        return replace(item, kind=shape.text(shape.at(content, "body", "asks")), content=content)
    if item.kind == "file_upload":
        told.tell(say("Câu nộp tệp thành câu tự luận: loại tệp và dung lượng bị bỏ."))
        return replace(item, kind="essay", content={**item.content, "body": {"lines": _USUAL_LINES}})
    return item


def is_held(kind: str, content: Mapping[str, object]) -> bool:
    """Whether Word's reader knows the kind and has letters enough for it; of a shared stimulus, every question."""
    if kind == "stimulus":
        parts = shape.rows(shape.at(content, "body", "parts"))
        return all(is_held(shape.text(part.get("kind")), shape.mapping(part.get("content"))) for part in parts)
    return kind in _HELD and all(len(shape.rows(shape.at(content, "body", name))) <= _MOST_CHOICES for name in _LETTERED)


def tell(item: OutgoingItem, told: Losses) -> None:
    """Every loss of a question that is held."""
    key, body = shape.mapping(item.content.get("key")), shape.mapping(item.content.get("body"))
    rows = [*shape.rows(body.get("options")), *shape.rows(body.get("statements")), *shape.rows(key.get("accepted"))]
    told.tell(say("Nhận xét của từng phương án bị bỏ."), any(row.get("feedback") for row in rows))
    if item.kind in _TABLES:
        told.tell(_TABLES[item.kind], key.get("score_table"))
    for gap in shape.rows(body.get("gaps")) if item.kind == "cloze" else ():
        _tell_gap(small_content(item.content, gap), told)
    told.tell(say("Điểm một phần của phương án không ghi được."), key.get("partial") or _is_uneven(item))
    accepted = shape.rows(key.get("accepted"))
    told.tell(say("Chỉ đáp án trọn điểm đầu tiên được ghi, các đáp án khác bị bỏ."), len(accepted) > 1 or _is_never_whole(accepted))
    told.tell(say("Word không ghi được rằng đáp án phân biệt chữ hoa, chữ thường."), body.get("case_sensitive"))
    told.tell(say("Thang điểm chấm tự luận bị bỏ."), key.get("rubric"))
    told.tell(say("Số dòng để viết không ghi được."), item.kind == "essay" and body.get("lines") != _USUAL_LINES)


def _tell_gap(small: Mapping[str, object], told: Losses) -> None:
    accepted, options = (shape.rows(shape.at(small, *place)) for place in (("key", "accepted"), ("body", "options")))
    told.tell(say("Đơn vị đo của chỗ trống bị bỏ."), shape.at(small, "body", "unit"))
    told.tell(say("Nhận xét của đáp án trong chỗ trống bị bỏ."), any(row.get("feedback") for row in (*accepted, *options)))
    told.tell(say("Lựa chọn trong chỗ trống không giữ chỗ riêng được."), any(row.get("pinned") is True for row in options))
    told.tell(say("Chỗ trống bốn ô thành chỗ trống điền chữ."), shape.at(small, "body", "format") == "national")


def _is_never_whole(accepted: Sequence[Mapping[str, object]]) -> bool:
    return bool(accepted) and (shape.decimal(accepted[0].get("fraction")) != ONE or accepted[0].get("value") == "*")


def _is_uneven(item: OutgoingItem) -> bool:
    """Whether right options earn other shares than even ones, or wrong ones take something away."""
    weights = {shape.decimal(weight) or Decimal(0) for weight in shape.mapping(shape.at(item.content, "key", "weights")).values()} - {
        Decimal(0)
    }
    return item.kind == "multiple_choice" and weights != {Decimal(assemble.plain_share(ONE / len(right_ids(item.content))))}

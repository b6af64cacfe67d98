"""The line in small letters below a question: what a person may skip and an import takes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from core.words import say
from question_bank.formats.contract import OutgoingItem
from question_bank.formats.outgoing_text import Losses
from question_bank.formats.word import declared_kinds, gapped, items, markers
from question_bank.formats.word_out import text
from question_bank.formats.word_out.text import Look
from question_bank.kinds import shape

_SMALL = Look(italic=True, size=9)
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "multiple_choice": "chọn nhiều đáp án", "numerical": "số", "essay": "tự luận", "matching": declared_kinds.MATCHING,
        "description": declared_kinds.DESCRIPTION, "cloze": gapped.CLOZE, "drag_words": gapped.DRAG_WORDS,
    }
)  # fmt: skip
_ORDERS = {credit: said for said, credit in declared_kinds.ORDERS.items()}


def line(item: OutgoingItem, level: str, told: Losses, weight: str = "") -> Iterator[str]:
    """`level` stands in the question's head already, "" where none can; `weight` is a share among questions about one text."""
    coded = {"Chủ đề": item.topic_code, "YCCĐ": item.outcome_code}
    kept = {name: code for name, code in coded.items() if items.is_code(code)}
    told.tell(
        say("Chủ đề, yêu cầu cần đạt hay mức độ có mã mà Word không giữ được."),
        (level != item.level) or len(kept) != sum(map(bool, coded.values())),
    )
    said = [
        ("Dạng câu", _kind(item)),
        ("Trọng số", weight),
        ("Mã câu", told.line(item.ref)),
        *kept.items(),
        ("Danh mục", told.line(item.category)),
    ]
    said += [("Tags", told.line(tag)) for tag in item.tags]
    shown = [(name, value) for name, value in said if value]
    told.tell(say("Mã câu, danh mục hay nhãn quá dài hoặc có dấu | không giữ được."), any(not _fits(*each) for each in shown))
    if shown:
        yield text.paragraph(text.run(" | ".join(f"{name}: {value}" for name, value in shown), _SMALL), after=6)


def _kind(item: OutgoingItem) -> str:
    """What neither the look nor the part of a question says of its kind."""
    if item.kind == "ordering":
        return _ORDERS[shape.text(shape.at(item.content, "key", "credit"))]
    if item.kind == "short_answer" and shape.at(item.content, "body", "format") != "national":
        return "chữ"
    return _KINDS.get(item.kind, "")


def _fits(name: str, value: str) -> bool:
    """Whether the label line is read back as it was said."""
    is_tag_kept = name != "Tags" or (not markers.is_tag(value) and len(value) <= 100)
    return is_tag_kept and " | " not in f" {value} " and markers.label_line(f"{name}: {value}") == (name.lower(), value)

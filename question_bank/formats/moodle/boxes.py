"""Moodle's `ddwtos` (words to drag) and `ordering`, in and out; the boxes of words that `gapselect` shares with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.html import plain_text
from core.words import say
from question_bank.formats import gapped_text
from question_bank.formats.assemble import Assembled
from question_bank.formats.moodle.cloze_code import SEPARATOR
from question_bank.formats.moodle.node import Node
from question_bank.formats.outgoing_text import Losses
from question_bank.kinds import gapped, sequence, shape

Row = Mapping[str, object]
_NUMBER = re.compile(r"\[\[\d+\]\]")


@dataclass(frozen=True, slots=True)
class Box:
    """A word of the pool: plain text, its group, whether it serves again."""

    text: str
    group: str
    again: bool = False


def in_boxes(node: Node, name: str) -> list[Box]:
    """The boxes of a question; their words lose what formatting they had, told."""
    boxes = []
    for each in node.below(name):
        raw = node.word("text", each)
        text = plain_text(raw)
        if "<" in raw and text != raw:
            node.reasons.append(say("Định dạng và hình trong từ để kéo bị bỏ, chỉ giữ chữ."))
        boxes.append(Box(text, node.word("group", each) or "1", each.find("infinite") is not None))
    return boxes


def read_words(node: Node) -> Assembled | None:
    """Words to drag; None when a gap names a word that is not there."""
    boxes = in_boxes(node, "dragbox")
    text, chosen = gapped_text.numbered(node.html("questiontext"), len(boxes))
    if text is None:
        node.reasons.append(say("Chỗ trống trong câu gọi đến một đáp án không có."))
        return None
    if not node.flag("shuffleanswers", otherwise=True):
        node.reasons.append(say("Các từ để kéo được xếp lại theo vần để không lộ đáp án."))
    again = any(box.again for box in boxes)
    if again and not all(box.again for box in boxes):
        node.reasons.append(say("Một số từ dùng được nhiều lần: ở đây mọi từ đều dùng được nhiều lần."))
    stem, text = gapped_text.parted(text, SEPARATOR)
    right = [(boxes[index - 1].text, boxes[index - 1].group) for index in chosen]
    others = [(box.text, box.group) for index, box in enumerate(boxes, start=1) if index not in chosen]
    return gapped_text.with_words(stem, text, right, others, again or len(set(chosen)) < len(chosen), node.html("generalfeedback"))


def words_text(content: Row, losses: Losses) -> str:
    """The whole question as Moodle's one text, in which a gap is the number of its right word."""
    losses.tell(say("Bảng điểm theo số ý đúng bị bỏ."), shape.at(content, "key", "score_table"))
    text, key = losses.html(shape.at(content, "body", "text")), shape.mapping(shape.at(content, "key", "gaps"))
    names = shape.ids(shape.rows(shape.at(content, "body", "words")))
    stem = losses.html(content.get("stem"))
    plain = [stem, *(piece for sort, piece in gapped.pieces(text) if sort == "html")]
    losses.tell(say("Có dấu [[…]] mà nơi nhận sẽ hiểu là chỗ trống."), any(map(_NUMBER.search, plain)))
    spelled = (f"[[{names.index(shape.text(key[piece])) + 1}]]" if sort == "gap" else piece for sort, piece in gapped.pieces(text))
    return f"{stem}{SEPARATOR}{''.join(spelled)}"


def out_boxes(content: Row, losses: Losses) -> list[Box]:
    """The words as `words_text` numbers them."""
    again = shape.at(content, "body", "reuse") is True
    rows = shape.rows(shape.at(content, "body", "words"))
    return [Box(losses.line(row.get("text")), shape.text(row.get("group")), again) for row in rows]


_CREDITS = {
    "ALL_OR_NOTHING": sequence.ALL, "-1": sequence.ALL,
    "ABSOLUTE_POSITION": sequence.PLACES, "0": sequence.PLACES,
    "RELATIVE_NEXT_EXCLUDE_LAST": sequence.NEIGHBOURS, "1": sequence.NEIGHBOURS,
}  # fmt: skip
CREDIT_NAMES = {credit: name for name, credit in _CREDITS.items() if len(name) > len("-1")}


def read_ordering(node: Node) -> Assembled:
    """Items in the order in which the file has them; Moodle's other ways of counting become the nearest of ours, told."""
    texts = [node.html_of(each) for each in node.below("answer")]
    said = node.word("gradingtype") or "ABSOLUTE_POSITION"
    credit = _CREDITS.get(said, sequence.PLACES if said in ("RELATIVE_TO_CORRECT", "7") else sequence.NEIGHBOURS)
    if said not in _CREDITS:
        node.reasons.append(say("Cách tính điểm “%(name)s” được thay bằng cách gần nhất.", name=said[:60]))
    count = node.number("selectcount")
    if node.word("selecttype") not in ("", "ALL", "0") and count is not None and 0 < count < len(texts):
        node.reasons.append(say("Moodle chỉ hỏi một số mục; ở đây thí sinh xếp mọi mục."))
    if node.word("layouttype") in ("HORIZONTAL", "1"):
        node.reasons.append(say("Các mục xếp theo hàng dọc."))
    return gapped_text.in_order(node.html("questiontext"), texts, credit, node.html("generalfeedback"))


def ordered(content: Row, losses: Losses) -> list[str]:
    """The items' html in the right order."""
    losses.tell(say("Bảng điểm theo số ý đúng bị bỏ."), shape.at(content, "key", "score_table"))
    items = shape.rows(shape.at(content, "body", "items"))
    losses.tell(say("Mục để sắp xếp không giữ chỗ được."), any(row.get("pinned") is True for row in items))
    text_of = {row.get("id"): losses.html(row.get("text")) for row in items}
    order = shape.at(content, "key", "order")
    return [text_of[name] for name in order] if isinstance(order, list) else []
